package dev.signet.serde.deadletter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Single records by their offset, as bytes. Offsets that grow are read on without a new fetch; at most one poll's
 * records are held. For one thread.
 */
final class LogRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LIMIT_SECONDS = 30;

    private final Consumer<byte[], byte[]> consumer;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    /** Over a consumer without a group, whose {@code auto.offset.reset} is {@code none}. */
    LogRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * The record at an offset; empty if it is no longer in the log.
     *
     * @throws TimeoutException if the log does not give it in 30 seconds
     */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        moveTo(partition, offset);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (fetched.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the record at offset " + offset + " of " + partition
                        + " could not be read again within " + LIMIT_SECONDS + " s");
            }
            try {
                consumer.poll(POLL).forEach(fetched::add);
            } catch (OffsetOutOfRangeException gone) {
                return Optional.empty();
            }
        }
        return Optional.of(fetched.element()).filter(record -> record.offset() == offset);
    }

    private void moveTo(TopicPartition partition, long offset) {
        if (!consumer.assignment().equals(Set.of(partition))) {
            consumer.assign(List.of(partition));
            fetched.clear();
            consumer.seek(partition, offset);
            return;
        }
        boolean ahead = !fetched.isEmpty() && fetched.element().offset() <= offset;
        while (!fetched.isEmpty() && fetched.element().offset() < offset) {
            fetched.remove();
        }
        if (!ahead || fetched.isEmpty()) {
            fetched.clear();
            consumer.seek(partition, offset);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
