package dev.signet.broker.append;

import dev.signet.broker.BatchNumber;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the batches of a producer in the order in which it numbered them, while one of them has been sent back because
 * nothing can be said about it yet. Producers have several batches under way. Were a later one let through meanwhile, a
 * log that does not know the producer yet would take its number for the first, and refuse the earlier one until its
 * producer gives it up.
 *
 * <p>Only producers with an id number their batches, which is their default. Safe for use by many threads.
 */
final class SendOrder {

    /** A producer sends a batch again within seconds; one that has not in this time will not. */
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(1);

    /** Far more producers than can wait at once; the order of further ones is not kept. */
    private static final int MOST_SENDERS = 100_000;

    /** Looking for those that are forgotten takes a while when there are so many. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final int mostSenders;
    private final AtomicLong lookingFrom;
    private final ConcurrentHashMap<Sender, SentBack> sentBack = new ConcurrentHashMap<>();

    /** A producer as one partition sees it. */
    private record Sender(TopicPartition partition, long producerId, int epoch) {
        static Sender of(TopicPartition partition, BatchNumber number) {
            return new Sender(partition, number.producerId(), number.epoch());
        }
    }

    private record SentBack(int sequence, long at) {}

    SendOrder(LongSupplier nanoTime) {
        this(nanoTime, MOST_SENDERS);
    }

    SendOrder(LongSupplier nanoTime, int mostSenders) {
        this.nanoTime = nanoTime;
        this.mostSenders = mostSenders;
        this.lookingFrom = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether an earlier batch of the same producer was sent back and has not come again. */
    boolean isAhead(TopicPartition partition, ByteBuffer batches) {
        return !sentBack.isEmpty()
                && BatchNumber.of(batches)
                        .filter(number -> isAhead(Sender.of(partition, number), number))
                        .isPresent();
    }

    private boolean isAhead(Sender sender, BatchNumber number) {
        SentBack earlier = sentBack.get(sender);
        if (earlier == null || !number.isAfter(earlier.sequence())) {
            return false;
        }
        return !isForgotten(earlier) || !sentBack.remove(sender, earlier);
    }

    /** Nothing can be said about the batch yet: those after it wait until it comes again. */
    void sendBack(TopicPartition partition, ByteBuffer batches) {
        if (sentBack.size() >= mostSenders) {
            removeForgotten();
        }
        if (sentBack.size() < mostSenders) {
            long now = nanoTime.getAsLong();
            BatchNumber.of(batches)
                    .ifPresent(
                            number -> sentBack.put(Sender.of(partition, number), new SentBack(number.sequence(), now)));
        }
    }

    private void removeForgotten() {
        long now = nanoTime.getAsLong();
        long from = lookingFrom.get();
        if (now - from >= 0 && lookingFrom.compareAndSet(from, now + PAUSE)) {
            sentBack.values().removeIf(this::isForgotten);
        }
    }

    /** Something was said about the batch: if it had been sent back, those after it may come. */
    void decide(TopicPartition partition, ByteBuffer batches) {
        if (!sentBack.isEmpty()) {
            BatchNumber.of(batches)
                    .ifPresent(number -> sentBack.computeIfPresent(
                            Sender.of(partition, number),
                            (sender, earlier) -> earlier.sequence() == number.sequence() ? null : earlier));
        }
    }

    private boolean isForgotten(SentBack earlier) {
        return nanoTime.getAsLong() - earlier.at() > REMEMBERED;
    }
}
