package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.deadletter.DeadLetter;
import dev.signet.serde.deadletter.DeadLetterException;
import dev.signet.serde.deadletter.DeadLetters;
import dev.signet.serde.mock.InMemoryRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad records out of a real log into their dead-letter topic, and back again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeadLettersIT {
    private static final int PORT = UpProcess.freePort();
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();
    private static final RegistryDirectory DIRECTORY = new RegistryDirectory(REGISTRY);
    /** Nothing listens there, and no other test is given this port. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private static final long LONG_AGO = 1_700_000_000_000L;
    /** No text in UTF-8: a String made of it does not give the bytes back. */
    private static final byte[] ODD_KEY = {'k', (byte) 0xff};

    private static final byte[] OF_LATER = {0, 0, 0, 0, 2, 10};
    private static final byte[] NO_AVRO = "plain".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedLog log;

    @BeforeAll
    static void start() {
        log = EmbeddedLog.start(
                EmbeddedLogConfig.of(temp.resolve("kafka"), "127.0.0.1", PORT).guardedBy(new AppendGuard(DIRECTORY)));
        register("first", "\"int\"");
    }

    @AfterAll
    static void stop() {
        log.close();
        DIRECTORY.close();
    }

    @Test
    void bad_records_become_dead_letters_with_their_bytes_and_the_good_ones_keep_their_order() throws Exception {
        send("orders", key("a"), good(1));
        send("orders", ODD_KEY, OF_LATER);
        send("orders", null, NO_AVRO);
        send("orders", key("b"), good(2));
        send("orders", key("c"), null);
        Map<String, Object> settings = settings("readers", "on.error", "dead-letter");
        List<ConsumerRecord<String, Object>> read;
        try (DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = consumer(settings)) {
            consumer.subscribe(List.of("orders"));
            read = poll(letters, consumer, 3);
            consumer.commitSync();
            assertThat(letters.count()).isEqualTo(2);
        }

        assertThat(read).extracting(ConsumerRecord::value).containsExactly(1, 2, null);
        List<ConsumerRecord<byte[], byte[]>> dead = read("orders-dead-letters", 2);
        assertThat(dead.get(0).key()).isEqualTo(ODD_KEY);
        assertThat(dead.get(0).value()).isEqualTo(OF_LATER);
        assertThat(dead.get(1).key()).isNull();
        assertThat(dead.get(1).value()).isEqualTo(NO_AVRO);
        assertThat(DeadLetter.read(dead.get(0).headers())).hasValueSatisfying(letter -> {
            assertThat(letter.origin()).isEqualTo(new DeadLetter.Origin("orders", 0, 1, LONG_AGO));
            assertThat(letter.schema()).hasValue("2");
            assertThat(letter.attempts()).isEqualTo(1);
        });
        assertThat(dead.get(0).headers().lastHeader("trace").value()).isEqualTo(key("t"));
        assertThat(committed("readers", "orders").offset()).isEqualTo(5);
    }

    @Test
    void a_flood_of_bad_records_in_two_partitions_keeps_every_key_and_its_order() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", log.bootstrapServers()));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", log.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(
                            new NewTopic("flood", 2, (short) 1), new NewTopic("flood-dead-letters", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 2_000; i++) {
                byte[] value = i % 10 == 0 ? good(i) : OF_LATER;
                producer.send(new ProducerRecord<>("flood", i % 2, key(String.format("%04d", i)), value));
            }
            producer.flush();
        }
        Map<String, Object> settings = settings("flood", "on.error", "dead-letter");
        try (DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = consumer(settings)) {
            consumer.subscribe(List.of("flood"));
            assertThat(poll(letters, consumer, 200)).hasSize(200);
            while (letters.count() < 1_800) {
                assertThat(letters.poll(consumer, Duration.ofMillis(200))).isEmpty();
            }
        }

        List<ConsumerRecord<byte[], byte[]>> dead = read("flood-dead-letters", 1_800);
        for (int partition = 0; partition < 2; partition++) {
            int wanted = partition;
            List<String> expected = IntStream.range(0, 2_000)
                    .filter(i -> i % 2 == wanted && i % 10 != 0)
                    .mapToObj(i -> String.format("%04d", i))
                    .toList();
            assertThat(dead)
                    .filteredOn(record -> DeadLetter.read(record.headers())
                                    .orElseThrow()
                                    .origin()
                                    .partition()
                            == wanted)
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    @Test
    void a_deserializer_that_throws_makes_dead_letters_too_and_skip_passes_over() throws Exception {
        send("numbers", new byte[] {0, 0, 0, 0, 0, 0, 0, 9}, good(1));
        send("numbers", key("short"), good(2));
        send("numbers", new byte[] {0, 0, 0, 0, 0, 0, 0, 7}, good(3));
        for (String onError : List.of("skip", "dead-letter")) {
            Map<String, Object> settings = settings("numbers-" + onError, "on.error", onError);
            try (DeadLetters letters = DeadLetters.of(settings);
                    KafkaConsumer<Long, byte[]> consumer =
                            new KafkaConsumer<>(settings, new LongDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of("numbers"));

                assertThat(poll(letters, consumer, 2))
                        .extracting(ConsumerRecord::key)
                        .containsExactly(9L, 7L);
                assertThat(letters.count()).isEqualTo(1);
            }
        }

        ConsumerRecord<byte[], byte[]> dead = read("numbers-dead-letters", 1).get(0);
        assertThat(dead.key()).isEqualTo(key("short"));
        assertThat(dead.value()).isEqualTo(good(2));
        assertThat(new String(dead.headers().lastHeader(DeadLetter.PART).value(), StandardCharsets.UTF_8))
                .isEqualTo("key");
    }

    @Test
    void a_registry_that_is_away_makes_no_dead_letters_and_nothing_is_passed_over() throws Exception {
        send("patient", key("a"), good(1));
        Map<String, Object> settings = settings("patient", "on.error", "dead-letter");
        settings.put("schema.registry.url", NOBODY);
        settings.put("max.retries", 0);
        try (DeadLetters letters = DeadLetters.of(settings);
                AvroDeserializer values = new AvroDeserializer();
                KafkaConsumer<String, Object> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), configured(values, settings))) {
            TopicPartition partition = new TopicPartition("patient", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> poll(letters, consumer, 1)).isInstanceOf(TimeoutException.class);
                assertThat(consumer.position(partition)).isZero();
            }
            assertThat(letters.count()).isZero();
        }
    }

    @Test
    void with_fail_the_consumer_stays_at_the_record_whatever_its_deserializer_was_told() throws Exception {
        send("failing", key("a"), OF_LATER);
        Map<String, Object> settings = settings("failing", "on.error", "skip");
        try (DeadLetters letters = DeadLetters.of(settings("failing", "on.error", "fail"));
                Consumer<String, Object> consumer = consumer(settings)) {
            TopicPartition partition = new TopicPartition("failing", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            assertThatThrownBy(() -> poll(letters, consumer, 1))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("cannot read the value of a record of topic 'failing'");
            assertThat(consumer.position(partition)).isZero();
        }
    }

    @Test
    void a_dead_letter_that_cannot_be_written_holds_the_consumer_where_it_is() throws Exception {
        send("held", key("a"), good(1));
        send("held", key("b"), OF_LATER);
        Map<String, Object> settings = settings("held", "on.error", "dead-letter");
        settings.put("dead.letter.topic", "no such name");
        try (DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = consumer(settings)) {
            TopicPartition partition = new TopicPartition("held", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> poll(letters, consumer, 2))
                        .isInstanceOf(DeadLetterException.class)
                        .hasMessageContaining("offset 1 of held-0")
                        .hasMessageContaining("'no such name'");
                assertThat(consumer.position(partition)).isZero();
            }
        }
    }

    @Test
    void what_an_application_refuses_has_its_own_bytes_in_the_dead_letter() throws Exception {
        send("refused", ODD_KEY, good(300));
        Map<String, Object> settings = settings("refused", "on.error", "dead-letter");
        try (DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = consumer(settings)) {
            consumer.subscribe(List.of("refused"));
            ConsumerRecord<String, Object> read = poll(letters, consumer, 1).get(0);

            letters.send(read, "no such account");
        }

        ConsumerRecord<byte[], byte[]> dead = read("refused-dead-letters", 1).get(0);
        assertThat(dead.key()).isEqualTo(ODD_KEY);
        assertThat(dead.value()).isEqualTo(good(300));
        assertThat(DeadLetter.read(dead.headers())).hasValueSatisfying(letter -> {
            assertThat(letter.part()).isEmpty();
            assertThat(letter.schema()).hasValue("1");
            assertThat(letter.reason()).isEqualTo("no such account");
        });
    }

    @Test
    void replay_sends_what_can_be_read_by_now_and_keeps_the_rest_for_the_next_run() throws Exception {
        dead("back", 0, good(1), 1);
        dead("back", 1, NO_AVRO, 1);
        dead("elsewhere", 2, good(3), 1);
        dead("back", 3, good(4), 2);
        send("back", key("x"), good(0));
        send("elsewhere", key("x"), good(0));

        CommandRun dry = run("replay", "mixed-dead", "--check", "--dry-run", "--topic=back");
        CommandRun first = run("replay", "mixed-dead", "--check", "--topic=back");
        CommandRun second = run("replay", "mixed-dead", "--check");
        CommandRun third = run("replay", "mixed-dead", "--check", "--topic=elsewhere");

        assertThat(dry.out()).isEqualTo("mixed-dead: 2 would be sent again, 1 not selected, 1 still unreadable\n");
        assertThat(dry.code()).isEqualTo(1);
        assertThat(first.out()).isEqualTo("mixed-dead: 2 sent again, 1 not selected, 1 still unreadable\n");
        assertThat(first.err())
                .startsWith("signet: the group replay-mixed-dead remembers nothing of mixed-dead; beginning with the"
                        + " oldest\n")
                .contains("mixed-dead partition 0 offset 1 (was back partition 0 offset 1): still unreadable: cannot"
                        + " read the value of a record of topic 'back'");
        assertThat(second.out()).isEqualTo("mixed-dead: 1 sent again, 1 still unreadable\n");
        assertThat(second.err()).startsWith("mixed-dead partition 0 offset 1");
        assertThat(third.out()).isEqualTo("mixed-dead: 1 not selected\n");
        assertThat(third.code()).isZero();
        List<ConsumerRecord<byte[], byte[]>> back = read("back", 3);
        assertThat(back).extracting(ConsumerRecord::value).containsExactly(good(0), good(1), good(4));
        assertThat(back.get(2).timestamp()).isEqualTo(LONG_AGO);
        assertThat(back.get(2).key()).isEqualTo(ODD_KEY);
        assertThat(back.get(2).headers().toArray())
                .containsExactly(new RecordHeader("trace", key("t")), new RecordHeader(DeadLetter.ATTEMPTS, key("2")));
    }

    @Test
    void replay_sends_nothing_twice_when_the_oldest_is_left_or_gone() throws Exception {
        deadIn("oldest-dead", "oldest", 0, NO_AVRO, 1);
        deadIn("oldest-dead", "oldest", 1, good(1), 1);
        deadIn("oldest-dead", "oldest", 2, NO_AVRO, 1);
        deadIn("oldest-dead", "oldest", 3, good(3), 1);
        send("oldest", key("x"), good(0));

        CommandRun first = run("replay", "oldest-dead", "--check");
        CommandRun second = run("replay", "oldest-dead", "--check");
        deleteBefore("oldest-dead", 1);
        CommandRun third = run("replay", "oldest-dead", "--check");

        assertThat(first.out()).isEqualTo("oldest-dead: 2 sent again, 2 still unreadable\n");
        assertThat(second.out()).isEqualTo("oldest-dead: 2 still unreadable\n");
        assertThat(third.out()).isEqualTo("oldest-dead: 1 still unreadable\n");
        assertThat(read("oldest", 3)).extracting(ConsumerRecord::value).containsExactly(good(0), good(1), good(3));
    }

    @Test
    void replay_says_so_when_there_are_more_gaps_than_the_group_can_remember() throws Exception {
        send("gaps", key("x"), good(0));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 1_100; i++) {
                producer.send(letter("gaps-dead", i % 2 == 0 ? "others" : "gaps", i, good(1), 1));
            }
        }

        CommandRun run = run("replay", "gaps-dead", "--topic=gaps");

        assertThat(run.out()).isEqualTo("gaps-dead: 550 sent again, 550 not selected\n");
        assertThat(run.err())
                .containsOnlyOnce("too many records were left between those sent for the position of the group"
                        + " replay-gaps-dead to name them all: of gaps-dead-0, those sent from offset 10")
                .contains("see first to those that were left, from offset 0 on");
    }

    @Test
    void replay_names_the_partitions_that_are_not_there() throws Exception {
        deadIn("single-dead", "single", 0, good(1), 1);

        CommandRun run = run("replay", "single-dead", "--offset=0=0", "--offset=99=0", "--offset=7=0");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("signet: single-dead has no partition 7, 99; its partitions are 0 to 0.\n");
    }

    @Test
    void what_the_log_has_lost_is_said_in_the_dead_letter_and_is_not_sent_again() throws Exception {
        send("lost", key("k"), good(1));
        Map<String, Object> settings = settings("lost", "on.error", "dead-letter");
        try (DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = consumer(settings)) {
            consumer.subscribe(List.of("lost"));
            ConsumerRecord<String, Object> read = poll(letters, consumer, 1).get(0);
            deleteBefore("lost", 1);

            letters.send(read, "no such account");
        }
        CommandRun first = run("replay", "lost-dead-letters");
        CommandRun second = run("replay", "lost-dead-letters");

        ConsumerRecord<byte[], byte[]> dead = read("lost-dead-letters", 1).get(0);
        assertThat(DeadLetter.incomplete(dead.headers())).hasValue("key,value");
        assertThat(DeadLetter.read(dead.headers()).orElseThrow().reason())
                .isEqualTo("incomplete, the log no longer has its key and value: no such account");
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.err())
                .contains("lost-dead-letters partition 0 offset 0 (was lost partition 0 offset 0): incomplete: the log"
                        + " of lost had lost its key and value before the dead letter was written");
        assertThat(second.out()).isEqualTo("lost-dead-letters: 1 incomplete\n");
    }

    @Test
    void whatever_is_thrown_leaves_the_consumer_where_the_batch_began() throws Exception {
        send("thrown", key("a"), good(1));
        send("thrown", key("b"), OF_LATER);
        Map<String, Object> settings = settings("thrown", "on.error", "dead-letter");
        settings.put("dead.letter.producer.partitioner.class", Broken.class.getName());
        try (DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = consumer(settings)) {
            TopicPartition partition = new TopicPartition("thrown", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> poll(letters, consumer, 2)).hasMessageContaining("no partition for you");
                assertThat(consumer.position(partition)).isZero();
            }
        }
    }

    /** A partitioner that throws what is no KafkaException. */
    public static final class Broken implements Partitioner {
        @Override
        public int partition(
                String topic,
                Object key,
                byte @Nullable [] keyBytes,
                Object value,
                byte @Nullable [] valueBytes,
                Cluster cluster) {
            throw new UnsupportedOperationException("no partition for you");
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }

    @Test
    void replay_from_offsets_remembers_nothing_and_filters_by_reason_attempts_and_number() throws Exception {
        for (int offset = 0; offset < 4; offset++) {
            deadIn("many-dead", "many", offset, good(offset), offset + 1);
        }
        send("many", key("x"), good(100));

        assertThat(run("replay", "many-dead", "--offset=0=2", "--dry-run", "--json")
                        .out())
                .contains("{\"partition\":0,\"offset\":2,\"fate\":\"WOULD_BE_SENT\",\"reason\":\"bad 2\",\"origin\":"
                        + "{\"topic\":\"many\",\"partition\":0,\"offset\":2},\"schema\":\"1\",\"attempts\":3}\n")
                .endsWith("{\"topic\":\"many-dead\",\"SENT\":0,\"WOULD_BE_SENT\":2,\"NOT_SELECTED\":0,"
                        + "\"UNREADABLE\":0,\"REFUSED\":0,\"INCOMPLETE\":0,\"FOREIGN\":0}\n");
        assertThat(run("replay", "many-dead", "--from-beginning", "--reason=BAD 1")
                        .out())
                .isEqualTo("many-dead: 1 sent again, 3 not selected\n");
        assertThat(run("replay", "many-dead", "--max-attempts=2", "--limit=1").out())
                .isEqualTo("many-dead: 1 sent again\n");
        assertThat(run("replay", "many-dead").out()).isEqualTo("many-dead: 3 sent again\n");
        assertThat(run("replay", "many-dead").out()).isEqualTo("many-dead: nothing to replay\n");
        assertThat(read("many", 6))
                .extracting(ConsumerRecord::value)
                .containsExactly(good(100), good(1), good(0), good(1), good(2), good(3));
    }

    @Test
    void replay_says_what_the_log_does_not_take_and_what_is_no_dead_letter() throws Exception {
        send("strict-dead", key("a"), good(1));
        deadIn("strict-dead", "strict", 0, NO_AVRO, 1);
        deadIn("strict-dead", "gone", 0, good(1), 1);
        register("strict-value", "\"string\"");
        send("strict", key("a"), null);

        CommandRun run = run("replay", "strict-dead");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("strict-dead: 2 not taken by the log, 1 not a dead letter\n");
        assertThat(run.err())
                .contains("strict-dead partition 0 offset 0: not a dead letter: it has no header")
                .contains("InvalidRecordException")
                .contains("there is no topic gone");
        assertThat(run("replay", "no-such-dead").err()).contains("there is no topic no-such-dead at 127.0.0.1:");
    }

    private static void register(String subject, String schema) {
        assertThat(REGISTRY.register(Subject.of(subject), SchemaText.avro(schema), Normalize.NO)
                        .asOptional())
                .isPresent();
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An int under schema id 1. */
    private static byte[] good(int value) {
        int zigzag = value << 1;
        return zigzag < 128
                ? new byte[] {0, 0, 0, 0, 1, (byte) zigzag}
                : new byte[] {0, 0, 0, 0, 1, (byte) (zigzag & 127 | 128), (byte) (zigzag >> 7)};
    }

    private static void dead(String topic, int offset, byte[] value, int attempts) throws Exception {
        deadIn("mixed-dead", topic, offset, value, attempts);
    }

    private static void deadIn(String deadLetters, String topic, int offset, byte[] value, int attempts)
            throws Exception {
        send(letter(deadLetters, topic, offset, value, attempts));
    }

    private static ProducerRecord<byte[], byte[]> letter(
            String deadLetters, String topic, int offset, byte[] value, int attempts) {
        RecordHeaders headers = new RecordHeaders(List.of(new RecordHeader("trace", key("t"))));
        new DeadLetter(
                        new DeadLetter.Origin(topic, 0, offset, LONG_AGO),
                        Optional.empty(),
                        Optional.of("1"),
                        "bad " + offset,
                        attempts)
                .write(headers);
        return new ProducerRecord<>(deadLetters, 0, null, ODD_KEY, value, headers);
    }

    /** As retention does. */
    private static void deleteBefore(String topic, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", log.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(String topic, byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        send(new ProducerRecord<>(topic, 0, LONG_AGO, key, value, List.of(new RecordHeader("trace", key("t")))));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get(30, TimeUnit.SECONDS);
        }
    }

    private static Map<String, Object> settings(String group, String key, String value) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                log.bootstrapServers(),
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false));
        settings.put(key, value);
        return settings;
    }

    private static Consumer<String, Object> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), configured(new AvroDeserializer(REGISTRY), settings));
    }

    private static AvroDeserializer configured(AvroDeserializer deserializer, Map<String, Object> settings) {
        deserializer.configure(settings, false);
        return deserializer;
    }

    private static <K extends @Nullable Object, V extends @Nullable Object> List<ConsumerRecord<K, V>> poll(
            DeadLetters letters, Consumer<K, V> consumer, int count) {
        List<ConsumerRecord<K, V>> read = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (read.size() < count && System.nanoTime() < deadline) {
            read.addAll(letters.poll(consumer, Duration.ofMillis(200)));
        }
        return read;
    }

    /** The first records of a topic; more than so many are not expected. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            assertThat(consumer.endOffsets(partition).values()).containsExactly((long) count);
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            while (read.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }

    private static OffsetAndMetadata committed(String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", log.bootstrapServers(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return Objects.requireNonNull(consumer.committed(Set.of(partition)).get(partition));
        }
    }

    private static CommandRun run(String... arguments) {
        String[] line = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--bootstrap-server=127.0.0.1:" + PORT;
        line[arguments.length + 1] = "--group=replay-" + arguments[1];
        return CommandRun.of(address -> REGISTRY, line);
    }
}
