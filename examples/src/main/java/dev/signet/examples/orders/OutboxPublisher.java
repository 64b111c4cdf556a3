package dev.signet.examples.orders;

import dev.signet.examples.orders.Outbox.Event;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes what waits in an outbox, at least once and in its order. Not safe for use by several threads. */
public final class OutboxPublisher implements AutoCloseable {
    private static final int BATCH = 100;

    private final Producer<byte[], byte[]> producer;
    private final Outbox outbox;

    private OutboxPublisher(Producer<byte[], byte[]> producer, Outbox outbox) {
        this.producer = producer;
        this.outbox = outbox;
    }

    /** A publisher to a log. The events are bytes already, with the id of their schema. */
    public static OutboxPublisher to(String bootstrapServers, Outbox outbox) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true);
        return new OutboxPublisher(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), outbox);
    }

    /** Publishes until nothing waits, and returns how many events that were. */
    public int publishAll() throws SQLException {
        int published = 0;
        for (int batch = publishSome(); batch > 0; batch = publishSome()) {
            published += batch;
        }
        return published;
    }

    private int publishSome() throws SQLException {
        try (Outbox.Batch batch = outbox.take(BATCH)) {
            send(batch.events());
            batch.markPublished();
            return batch.events().size();
        }
    }

    /** Returns when the log has acknowledged all of them; throws if it does not take one. */
    void send(List<Event> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Event event : events) {
            byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(event.topic(), key, event.value())));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException refused) {
            throw new KafkaException("an event was not published", refused.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
