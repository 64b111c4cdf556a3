package dev.signet.broker.append;

import static dev.signet.broker.Batches.framed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.broker.embedded.LogClients;
import dev.signet.schema.SchemaText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stock clients see of validation inside a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppendHookIT {

    private static final SchemaText ORDER = SchemaText.avro("""
            {"type":"record","name":"Order","fields":[{"name":"id","type":"long"},{"name":"note","type":"string"}]}""");
    private static final byte[] PAYLOAD = {84, 6, 'a', 'b', 'c'};
    private static final byte[] CUT_PAYLOAD = {84, 6, 'a', 'b'};
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private final RegistryTwin registry = new RegistryTwin();
    private final RegistryDirectory directory = new RegistryDirectory(registry);
    private EmbeddedLog log;
    private LogClients clients;

    @BeforeAll
    void start() throws Exception {
        log = EmbeddedLog.start(config("guarded").guardedBy(new AppendGuard(directory)));
        clients = new LogClients(log.bootstrapServers());
    }

    private static EmbeddedLogConfig config(String name) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return EmbeddedLogConfig.of(folder.resolve(name), "127.0.0.1", socket.getLocalPort());
        }
    }

    @AfterAll
    void stop() {
        clients.close();
        log.close();
        directory.close();
    }

    private List<Optional<Exception>> send(String topic, byte[]... values) throws Exception {
        return clients.send(topic, Map.of(), Arrays.asList(values));
    }

    private Exception refusalOf(String topic, byte[] value) throws Exception {
        Exception refused = send(topic, value).get(0).orElseThrow();
        assertThat(refused).isInstanceOf(InvalidRecordException.class);
        assertThat(clients.endOffset(topic)).isZero();
        return refused;
    }

    @Test
    void batches_keep_their_order_while_the_first_of_them_waits_for_its_schema() throws Exception {
        Map<String, Object> settings = Map.of(
                "linger.ms", "0", "batch.size", "150", "request.timeout.ms", "2000", "delivery.timeout.ms", "10000");
        for (int round = 0; round < 20; round++) {
            String topic = clients.topic("in-order-" + round, Map.of());
            int id = registry.register(topic + "-value", ORDER);
            List<byte[]> values = new ArrayList<>();
            for (byte n = 0; n < 100; n++) {
                values.add(framed(id, new byte[] {84, 2, n}));
            }

            assertThat(clients.send(topic, settings, values)).allMatch(Optional::isEmpty);
            assertThat(clients.read(topic, topic + "-readers", "read_committed", values.size()))
                    .containsExactlyElementsOf(values);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void one_bad_record_refuses_its_batch_and_is_named(String codec) throws Exception {
        String topic = clients.topic("orders-" + codec, Map.of());
        int id = registry.register(topic + "-value", ORDER);
        List<byte[]> values = new ArrayList<>(Collections.nCopies(10, framed(id, PAYLOAD)));
        assertThat(clients.send(topic, Map.of("compression.type", codec), values))
                .allMatch(Optional::isEmpty);
        values.set(3, framed(id, CUT_PAYLOAD));

        List<Optional<Exception>> outcomes = clients.send(topic, Map.of("compression.type", codec), values);

        for (int n = 0; n < 10; n++) {
            Exception outcome = outcomes.get(n).orElseThrow();
            if (n == 3) {
                assertThat(outcome)
                        .isInstanceOf(InvalidRecordException.class)
                        .hasMessageStartingWith("record 3: the value's payload does not decode by schema id " + id
                                + " of subject '" + topic + "-value': ")
                        .hasMessageContaining(" at /note, byte 1 of the payload. Write to topic '" + topic + "'");
            } else {
                assertThat(outcome).isExactlyInstanceOf(KafkaException.class);
            }
        }
        assertThat(clients.endOffset(topic)).isEqualTo(10);
    }

    @Test
    void a_tombstone_is_accepted() throws Exception {
        String topic = clients.topic("tombstones", Map.of("cleanup.policy", "compact"));
        int id = registry.register("tombstones-value", ORDER);

        try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of())) {
            Future<RecordMetadata> value = producer.send(new ProducerRecord<>(topic, JUNK, framed(id, PAYLOAD)));
            Future<RecordMetadata> tombstone = producer.send(new ProducerRecord<>(topic, JUNK, null));
            producer.flush();

            assertThat(value.get().offset()).isZero();
            assertThat(tombstone.get().offset()).isEqualTo(1);
        }
    }

    @Test
    void an_unknown_id_a_foreign_id_and_an_unframed_value_each_get_their_own_text() throws Exception {
        String topic = clients.topic("texts", Map.of());
        registry.register("texts-value", ORDER);
        int foreign = registry.register("elsewhere-value", SchemaText.avro("\"int\""));

        assertThat(refusalOf(topic, framed(4_711, PAYLOAD)))
                .hasMessageStartingWith("record 0: the value's schema id 4711 is unknown to the registry; "
                        + "register the schema under subject 'texts-value'");
        assertThat(refusalOf(topic, framed(foreign, (byte) 2)))
                .hasMessageStartingWith("record 0: the value's schema id " + foreign
                        + " is not registered under subject 'texts-value', which topic 'texts' asks for; "
                        + "it belongs to 'elsewhere-value'.");
        assertThat(refusalOf(topic, JUNK)).hasMessageStartingWith("record 0: the value begins with byte 0x6a");
    }

    @Test
    void a_topic_without_subject_is_untouched() throws Exception {
        String topic = clients.topic("free", Map.of());

        assertThat(send(topic, JUNK, framed(4_712, JUNK), new byte[0])).allMatch(Optional::isEmpty);

        assertThat(clients.read(topic, "free-readers", "read_uncommitted", 3)).hasSize(3);
    }

    @Test
    void a_subject_registered_just_now_is_enforced_from_its_first_framed_record() throws Exception {
        String topic = clients.topic("late", Map.of());
        assertThat(send(topic, JUNK)).allMatch(Optional::isEmpty);

        int id = registry.register("late-value", SchemaText.avro("\"string\""));
        Exception refused = send(topic, framed(id, CUT_PAYLOAD)).get(0).orElseThrow();

        assertThat(refused).isInstanceOf(InvalidRecordException.class);
        assertThat(clients.endOffset(topic)).isEqualTo(1);
    }

    @Test
    void while_the_registry_is_away_known_schemas_go_on_and_unknown_ids_wait() throws Exception {
        String topic = clients.topic("away", Map.of());
        int id = registry.register("away-value", ORDER);
        assertThat(send(topic, framed(id, PAYLOAD))).allMatch(Optional::isEmpty);
        int next = registry.register("away-value", SchemaText.avro("\"long\""));
        try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("linger.ms", 0))) {
            registry.reachable(false);
            int asked = registry.questions();
            producer.send(new ProducerRecord<>(topic, framed(id, PAYLOAD))).get();
            assertThat(send(topic, framed(id, CUT_PAYLOAD)).get(0)).isPresent();

            Future<RecordMetadata> waiting = producer.send(new ProducerRecord<>(topic, framed(next, (byte) 2)));
            Await.until(registry::questions, questions -> questions > asked + 2);
            assertThat(waiting).isNotDone();
            registry.reachable(true);

            assertThat(waiting.get().offset()).isEqualTo(2);
        } finally {
            registry.reachable(true);
        }
    }

    @Test
    void a_transaction_with_a_bad_record_can_be_aborted_and_the_next_one_commits() throws Exception {
        String topic = clients.topic("ledger", Map.of());
        int id = registry.register("ledger-value", ORDER);
        try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("transactional.id", "ledger"))) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> bad = producer.send(new ProducerRecord<>(topic, framed(id, CUT_PAYLOAD)));
            producer.flush();
            assertThat(bad).failsWithin(java.time.Duration.ofSeconds(10));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, framed(id, PAYLOAD)));
            producer.commitTransaction();
        }

        assertThat(clients.read(topic, "ledger-readers", "read_committed", 1)).containsExactly(framed(id, PAYLOAD));
    }

    @Test
    void another_broker_in_the_same_process_keeps_its_own_policy() throws Exception {
        String topic = clients.topic("mine", Map.of());
        registry.register("mine-value", ORDER);
        try (EmbeddedLog other = EmbeddedLog.start(config("open"));
                LogClients theirs = new LogClients(other.bootstrapServers())) {
            theirs.topic(topic, Map.of());

            assertThat(theirs.send(topic, Map.of(), List.of(JUNK))).allMatch(Optional::isEmpty);
            assertThat(send(topic, JUNK).get(0)).isPresent();
        }
    }
}
