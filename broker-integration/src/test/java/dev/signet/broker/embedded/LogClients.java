package dev.signet.broker.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Stock clients of a log. */
public final class LogClients implements AutoCloseable {

    private final String servers;
    private final Admin admin;

    public LogClients(String servers) {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    public Admin admin() {
        return admin;
    }

    public String topic(String name, Map<String, String> configs) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configs)))
                .all()
                .get(20, TimeUnit.SECONDS);
        return name;
    }

    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(Map.of(
                "bootstrap.servers", servers,
                "linger.ms", 200,
                "batch.size", 200_000,
                "delivery.timeout.ms", 20_000,
                "request.timeout.ms", 10_000));
        all.putAll(settings);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaConsumer<byte[], byte[]> consumer(String group, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", servers,
                        "group.id", group,
                        "auto.offset.reset", "earliest",
                        "isolation.level", isolation,
                        "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Sends all values as one batch and gives what the client says of each: empty for done. */
    public List<Optional<Exception>> send(String topic, Map<String, Object> settings, List<byte @Nullable []> values)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(settings)) {
            producer.partitionsFor(topic);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (byte @Nullable [] value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, value)));
            }
            producer.flush();
            List<Optional<Exception>> outcomes = new ArrayList<>();
            for (Future<RecordMetadata> one : sent) {
                outcomes.add(outcome(one));
            }
            return outcomes;
        }
    }

    private static Optional<Exception> outcome(Future<RecordMetadata> sent) throws Exception {
        try {
            sent.get(30, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException refused) {
            return Optional.of(refused.getCause() instanceof Exception cause ? cause : refused);
        }
    }

    public long endOffset(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get(20, TimeUnit.SECONDS)
                .offset();
    }

    /** The values that a consumer of the group gets until it has seen so many. */
    public List<byte[]> read(String topic, String group, String isolation, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group, isolation)) {
            consumer.subscribe(List.of(topic));
            List<byte[]> values = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
            }
            consumer.commitSync();
            return values;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
