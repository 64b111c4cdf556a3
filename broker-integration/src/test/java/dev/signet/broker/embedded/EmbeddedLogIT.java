package dev.signet.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.Await;
import dev.signet.broker.ChildJvm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLogIT {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;

    private EmbeddedLog start(int port) {
        return EmbeddedLog.start(EmbeddedLogConfig.of(folder.resolve("log"), HOST, port));
    }

    private static List<byte[]> values(String prefix, int count) {
        List<byte[]> values = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            values.add((prefix + n).getBytes(StandardCharsets.UTF_8));
        }
        return values;
    }

    @Test
    void stock_clients_work_unchanged() throws Exception {
        try (EmbeddedLog log = start(Ports.free());
                LogClients clients = new LogClients(log.bootstrapServers())) {
            assertThat(clients.admin().describeCluster().clusterId().get(10, TimeUnit.SECONDS))
                    .isEqualTo(log.clusterId());
            groupsKeepTheirPlace(clients);
            transactionsCommitAndAbort(clients);
            topicsMayBeCompacted(clients);
        }
    }

    private void groupsKeepTheirPlace(LogClients clients) throws Exception {
        String topic = clients.topic("groups", Map.of());

        clients.send(topic, Map.of(), values("a", 5));
        assertThat(clients.read(topic, "g", "read_uncommitted", 5)).containsExactlyElementsOf(values("a", 5));
        clients.send(topic, Map.of(), values("b", 3));

        assertThat(clients.read(topic, "g", "read_uncommitted", 3)).containsExactlyElementsOf(values("b", 3));
    }

    private void transactionsCommitAndAbort(LogClients clients) throws Exception {
        String topic = clients.topic("transactions", Map.of());
        try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("transactional.id", "t1"))) {
            producer.initTransactions();
            producer.beginTransaction();
            values("gone", 2).forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
            producer.abortTransaction();
            producer.beginTransaction();
            values("kept", 2).forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
            producer.commitTransaction();
        }

        assertThat(clients.read(topic, "tx", "read_committed", 2)).containsExactlyElementsOf(values("kept", 2));
    }

    private void topicsMayBeCompacted(LogClients clients) throws Exception {
        String topic = clients.topic("compacted", Map.of("cleanup.policy", "compact"));

        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        assertThat(clients.admin().describeConfigs(List.of(resource)).all().get(10, TimeUnit.SECONDS))
                .hasEntrySatisfying(
                        resource,
                        config -> assertThat(config.entries())
                                .anyMatch(entry ->
                                        entry.name().equals("cleanup.policy") && "compact".equals(entry.value())));
    }

    @Test
    void a_second_start_finds_cluster_records_and_positions() throws Exception {
        int port = Ports.free();
        String clusterId;
        try (EmbeddedLog log = start(port);
                LogClients clients = new LogClients(log.bootstrapServers())) {
            clusterId = log.clusterId();
            clients.topic("t", Map.of());
            clients.send("t", Map.of(), values("a", 4));
            assertThat(clients.read("t", "g", "read_uncommitted", 4)).hasSize(4);
        }

        try (EmbeddedLog log = start(port);
                LogClients clients = new LogClients(log.bootstrapServers())) {
            assertThat(log.clusterId()).isEqualTo(clusterId);
            assertThat(clients.endOffset("t")).isEqualTo(4);
            clients.send("t", Map.of(), values("b", 1));
            assertThat(clients.read("t", "g", "read_uncommitted", 1)).containsExactlyElementsOf(values("b", 1));
        }
    }

    @Test
    void a_killed_process_loses_nothing_that_was_acknowledged() throws Exception {
        int port = Ports.free();
        String clusterId;
        String place = folder.resolve("log").toString();
        try (ChildJvm process = new ChildJvm(List.of(), LogProcess.class.getName(), place, Integer.toString(port))) {
            clusterId = process.line("READY ").substring("READY ".length());
            try (LogClients clients = new LogClients(HOST + ":" + port)) {
                clients.topic("t", Map.of());
                clients.send("t", Map.of(), values("a", 100));
            }
            process.kill();
        }

        try (EmbeddedLog log = start(port);
                LogClients clients = new LogClients(log.bootstrapServers())) {
            assertThat(log.clusterId()).isEqualTo(clusterId);
            assertThat(clients.read("t", "g", "read_uncommitted", 100)).containsExactlyElementsOf(values("a", 100));
        }
    }

    @Test
    void it_stops_within_five_seconds_and_frees_port_and_folder() throws Exception {
        int port = Ports.free();
        EmbeddedLog log = start(port);

        long begun = System.nanoTime();
        log.close();
        log.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        Ports.requireFree(HOST, port);
        LogFolder.open(folder.resolve("log")).close();
    }

    @Test
    void a_folder_in_use_is_one_clear_sentence_and_the_other_log_goes_on() throws Exception {
        try (EmbeddedLog log = start(Ports.free());
                LogClients clients = new LogClients(log.bootstrapServers())) {
            assertThatThrownBy(() -> start(Ports.free()))
                    .isInstanceOf(LogStartException.class)
                    .hasMessageEndingWith("is in use by another running log; stop that one or choose another folder.");
            assertThat(clients.topic("t", Map.of())).isEqualTo("t");
        }
    }

    @Test
    void a_port_in_use_is_one_clear_sentence_and_leaves_the_folder_alone() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOf(LogStartException.class)
                    .hasMessage("The log cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use. Stop what listens there or choose another port.");
            assertThat(folder.resolve("log")).doesNotExist();
        }
    }

    @Test
    void a_setting_that_kafka_refuses_is_one_clear_sentence_and_nothing_stays() throws Exception {
        int port = Ports.free();
        EmbeddedLogConfig config = EmbeddedLogConfig.of(folder.resolve("log"), HOST, port);

        assertThatThrownBy(() -> EmbeddedLog.start(config.with("log.retention.bytes", "many")))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("log.retention.bytes");

        EmbeddedLog.start(config).close();
    }

    @Test
    void the_data_of_another_cluster_is_refused() throws Exception {
        start(Ports.free()).close();
        Path stamp = folder.resolve("log/data/meta.properties");
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(stamp));
        properties.setProperty("cluster.id", "somebody-elses");
        properties.store(Files.newBufferedWriter(stamp), null);

        assertThatThrownBy(() -> start(Ports.free()))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("but its data to cluster somebody-elses");
    }

    @Test
    void damaged_data_is_one_clear_sentence_and_neither_ends_the_process_nor_leaves_threads() throws Exception {
        start(Ports.free()).close();
        Files.writeString(folder.resolve("log/data/__cluster_metadata-0/quorum-state"), "{broken");

        assertThatThrownBy(() -> start(Ports.free()))
                .isInstanceOf(LogStartException.class)
                .hasMessageStartingWith("The log could not be started: ");

        Await.until(EmbeddedLogIT::brokerThreads, List::isEmpty);
    }

    private static List<String> brokerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(Thread::getName)
                .filter(name -> name.contains("broker-1") || name.contains("kafka-1") || name.startsWith("signet-log"))
                .toList();
    }
}
