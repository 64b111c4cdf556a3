package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three stock brokers with the agent's jar, which the module broker-agent has to have built. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class ClusterIT {
    private static final int OUTAGE_SECONDS = Integer.getInteger("signet.test.outage-seconds", 8);
    private static final int RECORDS = Integer.getInteger("signet.test.cluster-records", 500);

    /** What a record may take longer than usual; one that waits for the registry takes as long as that is away. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final int BROKERS = 3;
    private static final int PARTITIONS = 3;
    private static final String TOPIC = "numbers";
    private static final int UNKNOWN = 999;

    @TempDir
    Path temp;

    private final int port = UpProcess.freePort();
    private final int kafkaPort = UpProcess.freePorts(2 * BROKERS);
    private final String servers = IntStream.range(kafkaPort, kafkaPort + BROKERS)
            .mapToObj(broker -> "127.0.0.1:" + broker)
            .collect(Collectors.joining(","));
    private Path data = Path.of("");

    @BeforeEach
    void folder() {
        data = temp.resolve("data");
    }

    /** A test that fails leaves no process behind. */
    @AfterEach
    void endBrokers() throws IOException {
        for (int broker = 1; broker <= BROKERS; broker++) {
            process(broker).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void neither_the_death_of_a_leader_nor_an_absent_registry_lets_a_bad_record_in_or_a_good_one_get_lost()
            throws Exception {
        Set<Long> acknowledged;
        try (UpProcess cluster = UpProcess.startCluster(data, port, kafkaPort).ready();
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            int schemaId = prepare(cluster, admin);
            try (ClusterLoad load = ClusterLoad.start(servers, TOPIC, PARTITIONS, schemaId)) {
                load.awaitMore(RECORDS);
                assertThat(load.sendCut(0)).isInstanceOf(InvalidRecordException.class);

                int killed = killLeader(cluster, admin, load);
                whileTheRegistryIsAway(cluster, load);

                doctorNamesABrokerWithoutTheAgent(cluster, killed);
                acknowledged = load.end();
            }
            assertThat(ClusterLoad.read(servers, TOPIC, PARTITIONS, schemaId))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(acknowledged);
            cluster.kill();
        }
        whatIsThereIsFoundAgain(acknowledged);
    }

    private int prepare(UpProcess cluster, Admin admin) throws Exception {
        Path schema = Files.writeString(temp.resolve("number.avsc"), "\"long\"");
        assertThat(cluster.run("register", TOPIC + "-value", schema.toString()).out())
                .contains("version 1, id 1,");
        admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                .all()
                .get(30, TimeUnit.SECONDS);
        assertThat(topic(admin).partitions())
                .hasSize(PARTITIONS)
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(BROKERS));
        return 1;
    }

    private static TopicDescription topic(Admin admin) throws Exception {
        return admin.describeTopics(List.of(TOPIC))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get(30, TimeUnit.SECONDS);
    }

    private static int leader(Admin admin) throws Exception {
        return topic(admin).partitions().get(0).leader().id();
    }

    private int killLeader(UpProcess cluster, Admin admin, ClusterLoad load) throws Exception {
        int leader = leader(admin);
        ProcessHandle process = process(leader).orElseThrow();

        process.destroyForcibly();

        assertThat(load.sendCut(0))
                .as("what the new leader says of a bad record that came first")
                .isInstanceOf(InvalidRecordException.class);
        assertThat(leader(admin)).isNotEqualTo(leader);
        load.awaitMore(RECORDS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(load.sendCut(partition)).isInstanceOf(InvalidRecordException.class);
        }
        assertThat(cluster.lines())
                .anyMatch(line ->
                        line.startsWith("Broker " + leader + " (process " + process.pid() + ") has ended with 137."));
        return leader;
    }

    private static void whileTheRegistryIsAway(UpProcess cluster, ClusterLoad load) throws Exception {
        load.measureAnew();
        load.awaitMore(RECORDS);
        Duration usual = load.slowest();
        load.measureAnew();
        cluster.freeze();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(OUTAGE_SECONDS);
            do {
                load.awaitMore(RECORDS / 5);
                assertThat(load.sendCut(1)).isInstanceOf(InvalidRecordException.class);
                assertThat(load.sendUnknown(2, UNKNOWN))
                        .as("sent back until the producer gives up")
                        .isInstanceOf(TimeoutException.class);
            } while (System.nanoTime() < end);
            assertThat(load.slowest()).isLessThan(usual.plus(SLACK));
        } finally {
            cluster.thaw();
        }
        assertThat(load.sendCut(1)).isInstanceOf(InvalidRecordException.class);
    }

    private void doctorNamesABrokerWithoutTheAgent(UpProcess cluster, int broker) throws Exception {
        String line = "wrong  Broker " + broker + " (127.0.0.1:" + (kafkaPort + broker - 1) + ") runs, but has sent no"
                + " heartbeat for ";
        Process stock = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kafka.Kafka",
                        folder(broker).resolve("server.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("stock.txt").toFile())
                .start();
        try {
            await(() -> doctor(cluster).out().contains(line), () -> doctor(cluster) + " " + cluster.lines());
        } finally {
            stock.destroyForcibly().waitFor();
        }
    }

    private CommandRun doctor(UpProcess cluster) {
        return cluster.run("doctor", "--bootstrap-server=" + servers);
    }

    /** The first run was killed, and has left its brokers and its database running. */
    private void whatIsThereIsFoundAgain(Set<Long> acknowledged) throws Exception {
        try (UpProcess again = UpProcess.startCluster(data, port, kafkaPort).ready()) {
            assertThat(again.run("subjects").out()).isEqualTo(TOPIC + "-value\n");
            assertThat(ClusterLoad.read(servers, TOPIC, PARTITIONS, 1))
                    .containsExactlyInAnyOrderElementsOf(acknowledged);
            await(
                    () -> doctor(again).code() == ExitCode.OK.code(),
                    () -> doctor(again).out());

            again.interrupt();
            assertThat(again.exitCode(20)).isGreaterThanOrEqualTo(128);
            assertThat(again.lines()).last().asString().startsWith("Stopped in ");
        }
        for (int broker = 1; broker <= BROKERS; broker++) {
            assertThat(folder(broker).resolve("broker.pid")).doesNotExist();
        }
    }

    @Test
    void what_is_in_the_way_is_said_in_one_sentence_and_nothing_is_begun() throws Exception {
        try (UpProcess refused = UpProcess.startCluster(data, kafkaPort + 5, kafkaPort)) {
            assertThat(refused.exitCode(30)).isEqualTo(3);
            assertThat(refused.lines())
                    .containsExactly("signet: The brokers need the ports from " + kafkaPort + " to " + (kafkaPort + 5)
                            + ", and the registry is to listen on " + (kafkaPort + 5)
                            + ": choose another one with --port or --kafka-port.");
        }
        assertThat(data).doesNotExist();

        Files.createDirectories(data.resolve("cluster"));
        Files.writeString(data.resolve("cluster/cluster.properties"), "cluster.id=x\nbrokers=5\n");
        try (UpProcess refused = UpProcess.startCluster(data, port, kafkaPort)) {
            assertThat(refused.exitCode(30)).isEqualTo(3);
            assertThat(refused.lines())
                    .singleElement()
                    .asString()
                    .endsWith("has 5 brokers, not 3: start it with --brokers 5, or choose another folder with --data.");
        }
    }

    @Test
    void a_broker_that_does_not_start_is_named_with_its_last_words_and_none_runs_on() throws Exception {
        Path agent = Files.writeString(temp.resolve("agent.jar"), "no jar");

        try (UpProcess refused = UpProcess.startCluster(data, port, kafkaPort, "--brokers=1", "--agent=" + agent)) {
            assertThat(refused.exitCode(90)).isEqualTo(3);
            assertThat(String.join("\n", refused.lines()))
                    .containsPattern("signet: Broker 1 \\(process \\d+\\) has ended with 1\\. Its last lines")
                    .contains("Error opening zip file or JAR manifest missing : " + agent);
        }
        assertThat(folder(1).resolve("broker.pid")).doesNotExist();
    }

    private Path folder(int broker) {
        return data.resolve("cluster").resolve("broker-" + broker);
    }

    private Optional<ProcessHandle> process(int broker) throws IOException {
        Path file = folder(broker).resolve("broker.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readString(file).split(" ", -1)[0]))
                : Optional.empty();
    }

    private static void await(BooleanSupplier condition, java.util.function.Supplier<Object> seen) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(String.valueOf(seen.get()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }
}
