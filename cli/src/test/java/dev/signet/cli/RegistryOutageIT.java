package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.client.ScriptedServer;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka's own producer and consumer make of a registry that is away, and of its return. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RegistryOutageIT {
    private static final String REGISTERED = "{\"id\":1,\"version\":1,\"schema\":\"\\\"string\\\"\"}";
    private static final String BY_ID = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String WHY = "{\"error_code\":50001,\"message\":\"not now\"}";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedLog log;

    private ScriptedServer server;

    @BeforeAll
    static void startLog() {
        log = EmbeddedLog.start(EmbeddedLogConfig.of(folder.resolve("log"), "127.0.0.1", UpProcess.freePort()));
    }

    @AfterAll
    static void stopLog() {
        log.close();
    }

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_producer_starts_without_its_registry_and_sends_once_it_is_there() throws Exception {
        Map<String, Object> config = config("producer-start");
        int port = server.url().getPort();
        server.close();
        try (KafkaProducer<String, Object> producer = producer(config)) {
            List<Exception> told = new ArrayList<>();

            Future<RecordMetadata> failed =
                    producer.send(new ProducerRecord<>("starts", "x"), (metadata, fault) -> told.add(fault));

            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(TimeoutException.class)
                    .hasMessageContaining("the connection was refused");
            assertThat(told).singleElement().isExactlyInstanceOf(TimeoutException.class);
            server = new ScriptedServer(port);
            server.then(200, REGISTERED);
            assertThat(producer.send(new ProducerRecord<>("starts", "x"))
                            .get(30, TimeUnit.SECONDS)
                            .offset())
                    .isZero();
        }
    }

    @Test
    void a_transaction_is_aborted_and_the_next_one_succeeds() throws Exception {
        server.then(503, WHY).then(200, REGISTERED);
        Map<String, Object> config = config("producer-transaction");
        config.put("transactional.id", "outage");
        try (KafkaProducer<String, Object> producer = producer(config)) {
            producer.initTransactions();
            producer.beginTransaction();
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("transactions", "lost"))
                            .get())
                    .hasCauseExactlyInstanceOf(TimeoutException.class);
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
            producer.abortTransaction();

            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "kept"));
            producer.commitTransaction();
        }
        server.then(200, BY_ID);
        try (KafkaConsumer<String, Object> consumer = consumer("transactions")) {
            assertThat(next(consumer).value()).isEqualTo("kept");
        }
    }

    @Test
    void a_consumer_reads_the_record_that_it_could_not_read_before() throws Exception {
        server.then(200, REGISTERED);
        try (KafkaProducer<String, Object> producer = producer(config("producer-reads"))) {
            producer.send(new ProducerRecord<>("reads", "x")).get(30, TimeUnit.SECONDS);
        }
        server.then(503, WHY).then(401, WHY).then(404, "{\"error_code\":40403,\"message\":\"no such schema\"}");
        try (KafkaConsumer<String, Object> consumer = consumer("reads")) {
            assertThat(failure(consumer)).hasCauseExactlyInstanceOf(TimeoutException.class);
            assertThat(failure(consumer)).hasCauseExactlyInstanceOf(AuthenticationException.class);
            RecordDeserializationException unknown = failure(consumer);
            assertThat(unknown).hasCauseExactlyInstanceOf(SerializationException.class);
            assertThat(unknown.offset()).isZero();

            server.then(200, BY_ID);
            ConsumerRecord<String, Object> read = next(consumer);
            assertThat(read.value()).isEqualTo("x");
            assertThat(read.offset()).isZero();
        }
    }

    private static RecordDeserializationException failure(KafkaConsumer<String, Object> consumer) {
        return catchThrowableOfType(RecordDeserializationException.class, () -> next(consumer));
    }

    private static ConsumerRecord<String, Object> next(KafkaConsumer<String, Object> consumer) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, Object> record : consumer.poll(Duration.ofSeconds(1))) {
                return record;
            }
        }
        throw new AssertionError("no record in a minute");
    }

    private Map<String, Object> config(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", log.bootstrapServers());
        config.put("client.id", clientId);
        config.put("schema.registry.url", server.url().toString());
        config.put("value.subject.name.strategy", "TopicNameStrategy");
        config.put("max.retries", 0);
        return config;
    }

    private static KafkaProducer<String, Object> producer(Map<String, Object> config) {
        config.put("key.serializer", StringSerializer.class);
        config.put("value.serializer", AvroSerializer.class);
        return new KafkaProducer<>(config);
    }

    private KafkaConsumer<String, Object> consumer(String topic) {
        Map<String, Object> config = config("consumer-" + topic);
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", AvroDeserializer.class);
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(config);
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        return consumer;
    }
}
