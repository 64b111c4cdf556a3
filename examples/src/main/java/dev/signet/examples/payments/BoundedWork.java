package dev.signet.examples.payments;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records between the thread that polls and the thread that works them off, one after the other; never more than it was
 * made for. One thread adds, one works.
 */
final class BoundedWork<V> implements AutoCloseable {
    private final BlockingQueue<ConsumerRecord<String, V>> queue;
    private final int capacity;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<TopicPartition, Long> done = new ConcurrentHashMap<>();
    private final Handler<V> handler;
    private final Thread worker;

    /** What is done with a record. Returning means that it need never be seen again. */
    interface Handler<V> {
        void handle(ConsumerRecord<String, V> record) throws InterruptedException;
    }

    BoundedWork(int capacity, Handler<V> handler) {
        this.capacity = capacity;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.handler = handler;
        this.worker = new Thread(this::work, "payments-worker");
        worker.start();
    }

    /** How many more records fit. */
    int room() {
        return capacity - open.get();
    }

    /** Whether everything that was added is done. Stays so until something is added. */
    boolean isIdle() {
        return open.get() == 0;
    }

    /** Adds a record, for which there must be room. */
    void add(ConsumerRecord<String, V> record) {
        open.incrementAndGet();
        queue.add(record);
    }

    /** The offsets behind what is done, which may be committed. */
    Map<TopicPartition, OffsetAndMetadata> reached() {
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        done.forEach((partition, offset) -> reached.put(partition, new OffsetAndMetadata(offset + 1)));
        return reached;
    }

    /** Forgets what was reached in partitions that are somebody else's now. */
    void forget(Iterable<TopicPartition> partitions) {
        partitions.forEach(done::remove);
    }

    private void work() {
        try {
            while (true) {
                ConsumerRecord<String, V> record = queue.take();
                handler.handle(record);
                done.put(new TopicPartition(record.topic(), record.partition()), record.offset());
                open.decrementAndGet();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops after the record under way; what is still queued is not done, and its offset is not reached. */
    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
