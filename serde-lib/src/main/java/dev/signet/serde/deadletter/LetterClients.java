package dev.signet.serde.deadletter;

import dev.signet.serde.config.ErrorConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients that reach the cluster that a consumer with given settings reaches, in the same way. */
final class LetterClients {
    /** What was read may be written, however large; the log has bounds of its own. */
    private static final int LARGEST_REQUEST = 32 * 1024 * 1024;

    /** A topic that is missing is told of while the consumer is still a member of its group. */
    private static final int LONGEST_BLOCK_MS = 10_000;

    private final Map<String, Object> connection;
    private final ErrorConfig config;

    LetterClients(Map<String, ?> consumer, ErrorConfig config) {
        this.connection = connection(consumer);
        this.config = config;
    }

    private static Map<String, Object> connection(Map<String, ?> consumer) {
        Map<String, Object> connection = new HashMap<>();
        consumer.forEach((key, value) -> {
            if (isConnection(key)) {
                connection.put(key, value);
            }
        });
        connection.put("client.id", name(consumer) + "dead-letters");
        return connection;
    }

    private static boolean isConnection(String key) {
        return key.equals("bootstrap.servers")
                || key.equals("client.dns.lookup")
                || key.equals("security.protocol")
                || key.equals("security.providers")
                || key.startsWith("ssl.")
                || key.startsWith("sasl.");
    }

    private static String name(Map<String, ?> consumer) {
        Object name = consumer.get("client.id");
        return name == null || name.toString().isBlank() ? "" : name + "-";
    }

    /** A producer that repeats what the log has not acknowledged, and changes no order. */
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("max.request.size", LARGEST_REQUEST);
        settings.put("max.block.ms", LONGEST_BLOCK_MS);
        settings.putAll(config.producer());
        return settings;
    }

    /** A consumer without a group, which sees exactly what is there. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
