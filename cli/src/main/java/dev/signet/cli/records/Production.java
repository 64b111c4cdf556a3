package dev.signet.cli.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to one topic and keeps account of what becomes of each. A batch with a bad record is refused as a whole;
 * its good records are sent again without the bad one. Not safe for use by several threads.
 */
public final class Production {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final ConcurrentLinkedQueue<Rejection> rejected = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Numbered> neighbours = new ConcurrentLinkedQueue<>();
    private long sent;

    public Production(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * A record that is not in the log.
     *
     * @param number its place among those sent, from 0
     * @param reason why
     */
    public record Rejection(long number, String reason) {}

    /**
     * What came of everything.
     *
     * @param accepted how many records are in the log
     * @param bytes how long their values are
     * @param rejected those that are not, in the order in which they were sent
     */
    public record Account(long accepted, long bytes, List<Rejection> rejected) {
        public Account {
            rejected = List.copyOf(rejected);
        }
    }

    private record Numbered(long number, byte @Nullable [] value) {}

    /** Sends the next record; what comes of it is known after {@link #finish()}. */
    public void send(byte @Nullable [] value) {
        send(new Numbered(sent++, value));
    }

    /** Counts the next record as rejected before it was sent. */
    public void reject(SerializationException reason) {
        rejected.add(new Rejection(sent++, String.valueOf(reason.getMessage())));
    }

    /** How many records were handed over so far. */
    public long sent() {
        return sent;
    }

    /** Waits until every record is in the log or rejected. */
    public Account finish() {
        producer.flush();
        while (!neighbours.isEmpty()) {
            List<Numbered> again = new ArrayList<>(neighbours);
            neighbours.clear();
            again.forEach(this::send);
            producer.flush();
            if (neighbours.size() == again.size()) {
                neighbours.forEach(record -> rejected.add(new Rejection(
                        record.number(),
                        "refused with its whole batch, again and again, without a reason of its own")));
                neighbours.clear();
            }
        }
        return new Account(
                accepted.get(),
                bytes.get(),
                rejected.stream()
                        .sorted((left, right) -> Long.compare(left.number(), right.number()))
                        .toList());
    }

    private void send(Numbered record) {
        producer.send(new ProducerRecord<>(topic, record.value()), (metadata, failure) -> settle(record, failure));
    }

    private void settle(Numbered record, @Nullable Exception failure) {
        if (failure == null) {
            accepted.incrementAndGet();
            bytes.addAndGet(record.value() == null ? 0 : record.value().length);
        } else if (isRefusedForItsBatch(failure)) {
            neighbours.add(record);
        } else {
            rejected.add(new Rejection(record.number(), reason(failure)));
        }
    }

    /** The broker counts within its batch, which nobody has seen. */
    private static String reason(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("^record \\d+: ", "");
    }

    /** The client has no type of its own for it: not a refusal by name, yet the record went with its batch. */
    private static boolean isRefusedForItsBatch(Exception failure) {
        return failure instanceof KafkaException && !(failure instanceof ApiException) && failure.getCause() == null;
    }
}
