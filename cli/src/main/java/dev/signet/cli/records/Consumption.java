package dev.signet.cli.records;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of all partitions of a topic, outside any group. Not safe for use by several threads. */
public final class Consumption {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Optional<Map<TopicPartition, Long>> ends;
    private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    private Consumption(Consumer<byte[], byte[]> consumer, Optional<Map<TopicPartition, Long>> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /** Where reading begins. */
    public enum From {
        BEGINNING,
        NOW
    }

    /** When reading ends. */
    public enum Until {
        /** It waits for what comes. */
        STOPPED,
        /** With the last record that was there when it began. */
        END
    }

    /** Starts to read; empty when there is no such topic. */
    public static Optional<Consumption> of(Consumer<byte[], byte[]> consumer, String topic, From from, Until until) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            return Optional.empty();
        }
        Collection<TopicPartition> partitions = known.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        Optional<Map<TopicPartition, Long>> ends =
                until == Until.END ? Optional.of(consumer.endOffsets(partitions)) : Optional.empty();
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        return Optional.of(new Consumption(consumer, ends));
    }

    /** The next record, waiting for it if need be; empty at the end. */
    public Optional<ConsumerRecord<byte[], byte[]>> next() {
        while (fetched.isEmpty()) {
            if (ends.isPresent() && isPast(ends.get())) {
                return Optional.empty();
            }
            consumer.poll(POLL).forEach(fetched::add);
        }
        return Optional.of(fetched.remove());
    }

    private boolean isPast(Map<TopicPartition, Long> last) {
        return last.entrySet().stream()
                .allMatch(partition -> consumer.position(partition.getKey()) >= partition.getValue());
    }
}
