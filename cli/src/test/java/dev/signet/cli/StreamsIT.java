package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.client.SchemaRegistry;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerde;
import dev.signet.serde.AvroSerializer;
import dev.signet.serde.deadletter.DeadLetter;
import dev.signet.serde.mock.InMemoryRegistry;
import dev.signet.serde.streams.DeadLetterHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A topology of Kafka Streams with our serde, over a log that validates. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StreamsIT {
    private static final Schema ORDER =
            schema("Order", "{\"name\":\"customer\",\"type\":\"string\"}," + "{\"name\":\"cents\",\"type\":\"long\"}");
    private static final Schema TOTAL =
            schema("Total", "{\"name\":\"cents\",\"type\":\"long\"},{\"name\":\"orders\",\"type\":\"int\"}");
    private static final byte[] NO_AVRO = "plain".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OF_NO_SCHEMA = {0, 0, 0, 3, 9, 1};

    private static final int PORT = UpProcess.freePort();
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();
    private static final RegistryDirectory DIRECTORY = new RegistryDirectory(REGISTRY);

    @TempDir
    static Path temp;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedLog log;

    @BeforeAll
    static void start() {
        log = EmbeddedLog.start(
                EmbeddedLogConfig.of(temp.resolve("kafka"), "127.0.0.1", PORT).guardedBy(new AppendGuard(DIRECTORY)));
    }

    @AfterAll
    static void stop() {
        log.close();
        DIRECTORY.close();
    }

    @Test
    void a_topology_with_a_store_writes_what_the_log_lets_in_and_bad_records_become_dead_letters() throws Exception {
        topics("orders", "totals", "orders-dead-letters");
        // Before the topic has a subject, the log lets anything in.
        send("orders", "a", NO_AVRO);
        send("orders", "b", OF_NO_SCHEMA);
        send("orders", "o1", written("orders", order("ann", 100)));
        send("orders", "o2", written("orders", order("bob", 5)));
        send("orders", "o3", written("orders", order("ann", 20)));
        AvroSerde serde = new AvroSerde(REGISTRY);
        Properties settings = settings("totals");
        serde.configure(asMap(settings), false);

        List<ConsumerRecord<byte[], byte[]>> totals;
        try (serde;
                KafkaStreams streams = new KafkaStreams(totals(serde), settings)) {
            streams.start();
            totals = read("totals", 3);
        }

        assertThat(totals)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8) + " " + value(record))
                .containsExactlyInAnyOrder(
                        "ann {\"cents\": 100, \"orders\": 1}",
                        "bob {\"cents\": 5, \"orders\": 1}",
                        "ann {\"cents\": 120, \"orders\": 2}");
        List<ConsumerRecord<byte[], byte[]>> dead = read("orders-dead-letters", 2);
        assertThat(dead).extracting(ConsumerRecord::value).containsExactly(NO_AVRO, OF_NO_SCHEMA);
        assertThat(dead)
                .extracting(record ->
                        DeadLetter.read(record.headers()).orElseThrow().origin().offset())
                .containsExactly(0L, 1L);
        assertThatThrownBy(() -> send("totals", "ann", NO_AVRO)).hasCauseInstanceOf(InvalidRecordException.class);
    }

    @Test
    void a_registry_that_is_away_fails_the_task_without_a_commit_or_a_dead_letter() throws Exception {
        topics("waiting", "copies", "waiting-dead-letters");
        send("waiting", "o1", written("waiting", order("ann", 100)));
        Properties settings = settings("away");
        // Nothing listens there, and no other test is given this port.
        settings.put("schema.registry.url", "http://127.0.0.1:1");
        settings.put("max.retries", "0");
        settings.put("default.value.serde", AvroSerde.class.getName());
        settings.put("default.key.serde", Serdes.StringSerde.class.getName());
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("waiting").to("copies");
        CountDownLatch failed = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
            streams.setUncaughtExceptionHandler(fault -> {
                failed.countDown();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();

            assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(committed("away", "waiting")).isNull();
        assertThat(read("waiting-dead-letters", 0)).isEmpty();
        assertThat(read("copies", 0)).isEmpty();
    }

    private static Topology totals(AvroSerde serde) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("orders", Consumed.with(Serdes.String(), serde))
                .groupBy(
                        (id, order) -> ((GenericRecord) order).get("customer").toString(),
                        Grouped.with(Serdes.String(), serde))
                .aggregate(
                        () -> total(0, 0),
                        (customer, order, total) -> total(
                                (long) ((GenericRecord) total).get("cents")
                                        + (long) ((GenericRecord) order).get("cents"),
                                (int) ((GenericRecord) total).get("orders") + 1),
                        Materialized.with(Serdes.String(), serde))
                .toStream()
                .to("totals", Produced.with(Serdes.String(), serde));
        return builder.build();
    }

    private static Properties settings(String application) {
        Properties settings = new Properties();
        settings.put("application.id", application);
        settings.put("bootstrap.servers", log.bootstrapServers());
        settings.put("state.dir", temp.resolve("state-" + application).toString());
        settings.put("auto.offset.reset", "earliest");
        settings.put("statestore.cache.max.bytes", "0");
        settings.put("commit.interval.ms", "100");
        settings.put("deserialization.exception.handler", DeadLetterHandler.class.getName());
        settings.put("on.error", "dead-letter");
        return settings;
    }

    private static Map<String, Object> asMap(Properties settings) {
        Map<String, Object> map = new HashMap<>();
        settings.forEach((key, value) -> map.put(key.toString(), value));
        return map;
    }

    private static Schema schema(String name, String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"" + name + "\",\"namespace\":\"shop\",\"fields\":[" + fields
                        + "]}");
    }

    private static GenericRecord order(String customer, long cents) {
        return new GenericRecordBuilder(ORDER)
                .set("customer", customer)
                .set("cents", cents)
                .build();
    }

    private static Object total(long cents, int orders) {
        return new GenericRecordBuilder(TOTAL)
                .set("cents", cents)
                .set("orders", orders)
                .build();
    }

    private static byte @Nullable [] written(String topic, GenericRecord datum) {
        try (AvroSerializer serializer = new AvroSerializer(REGISTRY)) {
            serializer.configure(Map.of(), false);
            return serializer.serialize(topic, datum);
        }
    }

    private static String value(ConsumerRecord<byte[], byte[]> record) {
        try (AvroDeserializer deserializer = new AvroDeserializer(REGISTRY)) {
            deserializer.configure(Map.of(), false);
            return String.valueOf(deserializer.deserialize(record.topic(), record.value()));
        }
    }

    private static void topics(String... names) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", log.bootstrapServers()))) {
            for (String name : names) {
                admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void send(String topic, String key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("none")) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (read.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            assertThat(consumer.endOffsets(partition).values()).containsExactly((long) count);
            return read;
        }
    }

    private static @Nullable Object committed(String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return consumer.committed(Set.of(partition)).get(partition);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", log.bootstrapServers(), "group.id", group, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
