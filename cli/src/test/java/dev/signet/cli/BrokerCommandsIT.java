package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.cli.moving.RegistryHouse;
import dev.signet.client.SignetRegistry;
import dev.signet.schema.Answer;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RestJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of brokers, against a real registry on a real database and a real log. */
@Timeout(value = 170, unit = TimeUnit.SECONDS)
class BrokerCommandsIT {
    @TempDir
    static Path temp;

    private static final int PORT = UpProcess.freePort();

    @SuppressWarnings("NullAway.Init")
    private static RegistryHouse house;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedLog log;

    private URI registry = URI.create("http://127.0.0.1:1");

    @BeforeAll
    static void start() {
        house = new RegistryHouse(temp.resolve("house"));
        log = EmbeddedLog.start(EmbeddedLogConfig.of(temp.resolve("kafka"), "127.0.0.1", PORT));
    }

    @AfterAll
    static void stop() {
        log.close();
        house.close();
    }

    @BeforeEach
    void openRegistry() {
        registry = house.empty();
    }

    @Test
    void a_broker_without_a_heartbeat_is_named_until_it_sends_one() {
        CommandRun before = run("doctor", "--bootstrap-server=127.0.0.1:" + PORT);

        assertThat(before.code()).isEqualTo(1);
        assertThat(before.out())
                .startsWith("fine   The registry at " + registry + " answers (Signet ")
                .contains("wrong  Broker 1 (127.0.0.1:" + PORT
                        + ") does not run Signet's agent or cannot reach the registry; without the agent records"
                        + " produced to its partitions are not checked.\n       Start it with Signet's agent");
        assertThat(before.err()).isEqualTo("1 thing is wrong.\n");

        heartbeat(log.clusterId(), 1, "\"woven\":true");
        CommandRun after = run("doctor", "--bootstrap=127.0.0.1:" + PORT);

        assertThat(after.out())
                .contains("fine   All 1 nodes that Kafka names send heartbeats.\n", "fine   The check is part of")
                .doesNotContain("wrong");
        assertThat(after.err()).isEqualTo("Nothing is wrong.\n");
        assertThat(after.code()).isZero();
    }

    @Test
    void the_heartbeats_of_another_cluster_are_none() {
        heartbeat("other", 1, "\"woven\":true");

        assertThat(run("doctor", "--bootstrap-server=127.0.0.1:" + PORT).out())
                .contains("wrong  Broker 1 (127.0.0.1:" + PORT + ")");
        CommandRun unasked = run("doctor");
        assertThat(unasked.out()).contains("fine   Cluster other: heartbeats come from broker 1.\n");
        assertThat(unasked.code()).isZero();
    }

    @Test
    void a_broker_that_does_not_check_is_found_without_asking_kafka_and_told_to_programs() {
        heartbeat("c", 4, "\"woven\":false");

        CommandRun run = run("doctor", "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .contains(
                        "{\"level\":\"wrong\",\"check\":\"woven\",\"text\":\"Broker 4 runs Signet's agent, but the check"
                                + " is not part of its append path; records produced to its partitions are not checked.\","
                                + "\"advice\":\"Its own log says why; look whether the agent is made for Kafka of that release.\"}");
    }

    @Test
    void nobody_at_all_is_a_finding() {
        CommandRun run = run("doctor");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("wrong  No broker has sent a heartbeat within the last day");
    }

    @Test
    void what_cannot_be_asked_ends_with_3() throws Exception {
        int nobody = UpProcess.freePort();
        CommandRun noRegistry = CommandRun.of("doctor", "--registry=http://127.0.0.1:" + nobody);
        assertThat(noRegistry.code()).isEqualTo(3);
        assertThat(noRegistry.err()).startsWith("signet: The registry cannot be used: ");

        CommandRun noName = run("doctor", "--bootstrap-server=nowhere");
        assertThat(noName.code()).isEqualTo(3);
        assertThat(noName.err())
                .startsWith("signet: Kafka at nowhere cannot be asked: ")
                .contains("nowhere");

        Path wrong = Files.writeString(temp.resolve("wrong.properties"), "request.timeout.ms=\\u12");
        CommandRun noFile = run("doctor", "--bootstrap-server=127.0.0.1:" + PORT, "--command-config=" + wrong);
        assertThat(noFile.code()).isEqualTo(2);
        assertThat(noFile.err()).contains("wrong.properties is no properties file");
    }

    @Test
    void refused_records_are_listed_newest_first_and_for_programs() {
        heartbeat("c", 1, """
                "refusals":[{"at":"2026-11-21T10:00:03.250Z","topic":"orders","partition":2,"clientId":"shop\\u001b[2J",
                "side":"value","index":7,"cause":"PAYLOAD","reason":"record 7:\\ntoo short","schemaId":12},
                {"at":"2026-11-21T10:00:04Z","topic":"parts","partition":0,"cause":"NOT_FRAMED","monitored":true}]
                """);

        assertThat(run("refusals").out())
                .isEqualTo("2026-11-21T10:00:04Z parts-0, client unknown, no schema id: NOT_FRAMED (accepted, the topic"
                        + " is only watched)\n"
                        + "2026-11-21T10:00:03.250Z orders-2, client 'shop?[2J', value, schema id 12: PAYLOAD\n"
                        + "  record 7: too short\n");
        assertThat(run("refusals", "--topic=parts", "--cluster=c", "--limit=1", "--json")
                        .out())
                .isEqualTo("{\"at\":\"2026-11-21T10:00:04Z\",\"clusterId\":\"c\",\"brokerId\":1,\"topic\":\"parts\","
                        + "\"partition\":0,\"cause\":\"NOT_FRAMED\",\"monitored\":true}\n");
        CommandRun none = run("refusals", "--topic=other");
        assertThat(none.out()).isEmpty();
        assertThat(none.err())
                .isEqualTo("No broker has told of a refused record within the last day that was sent to other.\n");
        assertThat(none.code()).isZero();
    }

    private void heartbeat(String cluster, int broker, String more) {
        byte[] json = ("{\"signetVersion\":\"0.1.0\",\"startedAt\":\"2026-11-21T09:00:00Z\",\"sequence\":1," + more
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
        Heartbeat heartbeat = RestJson.read(json, Heartbeat.class).asOptional().orElseThrow();
        try (SignetRegistry signet = Registries.ownOver(registry)) {
            assertThat(signet.heartbeat(cluster, broker, heartbeat)).isEqualTo(Answer.done(heartbeat));
        }
    }

    private CommandRun run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--registry=" + registry;
        return CommandRun.of(all);
    }
}
