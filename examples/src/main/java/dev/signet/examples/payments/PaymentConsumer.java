package dev.signet.examples.payments;

import dev.signet.examples.Database;
import dev.signet.examples.Options;
import dev.signet.examples.orders.Order;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.deadletter.DeadLetterException;
import dev.signet.serde.deadletter.DeadLetters;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books a payment for each placed order.
 *
 * <p>An event may come twice (its publisher died between publishing and marking it, or we died between booking and
 * committing): the ledger books it once. Offsets are committed by hand, behind what is booked or is a dead letter. One
 * worker books; when the next poll might not fit into its queue the consumer is paused, and goes on polling so that it
 * keeps its partitions. Bad records, which cannot be read, and orders that cannot be paid go to a dead-letter topic.
 *
 * <p>{@link #run} belongs to one thread; {@link #close} and the counts may be called by any.
 */
public final class PaymentConsumer implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long HANDOVER_SECONDS = 20;
    private static final int MAX_POLL = 50;

    private final Map<String, Object> settings;
    private final Ledger ledger;
    private final int capacity;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final AtomicLong booked = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean paused;

    /**
     * A consumer of the group {@code payments}.
     *
     * @param where {@code bootstrap.servers} and {@code schema.registry.url}, and what else is to be set
     * @param capacity how many orders are held at the most, more than 50
     */
    public PaymentConsumer(Map<String, ?> where, Ledger ledger, int capacity) {
        this.settings = new HashMap<>(where);
        settings.put("group.id", "payments");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("max.poll.records", MAX_POLL);
        settings.put("on.error", "dead-letter");
        this.ledger = ledger;
        this.capacity = capacity;
    }

    /** Works until {@link #close}. */
    @Override
    public void run() {
        AvroDeserializer values = new AvroDeserializer();
        values.configure(settings, false);
        try (BoundedWork<Object> work = new BoundedWork<>(capacity, this::book);
                DeadLetters letters = DeadLetters.of(settings);
                Consumer<String, Object> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            consumer.subscribe(List.of(Order.TOPIC), handover(consumer, work));
            while (!closed) {
                holdBack(consumer, work);
                step(consumer, letters, work);
                commitIfPossible(consumer, work);
            }
            // Whoever comes next begins behind what is booked.
            commitIfPossible(consumer, work);
        }
    }

    private void holdBack(Consumer<?, ?> consumer, BoundedWork<?> work) {
        paused = work.room() < MAX_POLL;
        if (paused) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private void step(Consumer<String, Object> consumer, DeadLetters letters, BoundedWork<Object> work) {
        try {
            take(letters.poll(consumer, POLL), consumer, letters, work);
        } catch (RetriableException | DeadLetterException later) {
            // The consumer stands before what was not taken: the next round meets it again.
            LOG.warn("trying again: {}", later.getMessage());
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private static void take(
            List<ConsumerRecord<String, Object>> records,
            Consumer<String, Object> consumer,
            DeadLetters letters,
            BoundedWork<Object> work) {
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<String, Object> record = records.get(i);
            try {
                if (isPayable(record)) {
                    work.add(record);
                } else {
                    letters.send(record, "an order of 0 cents or less cannot be paid");
                }
            } catch (RetriableException | DeadLetterException notWritten) {
                rewind(consumer, records.subList(i, records.size()));
                throw notWritten;
            }
        }
    }

    private static boolean isPayable(ConsumerRecord<String, Object> record) {
        return record.value() instanceof GenericRecord event && Order.of(event).cents() > 0;
    }

    /** The first of each partition is the last to be sought. */
    private static void rewind(Consumer<?, ?> consumer, List<ConsumerRecord<String, Object>> rest) {
        for (int i = rest.size() - 1; i >= 0; i--) {
            ConsumerRecord<String, Object> record = rest.get(i);
            consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    /** Tries until it is booked: the database will be back, and nobody may overtake. */
    private void book(ConsumerRecord<String, Object> record) throws InterruptedException {
        Order order = Order.of((GenericRecord) record.value());
        while (true) {
            try {
                (ledger.book(order) ? booked : repeated).incrementAndGet();
                return;
            } catch (SQLException failed) {
                LOG.warn("order {} is not booked yet: {}", order.id(), failed.getMessage());
                LockSupport.parkNanos(RETRY_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException("closed before order " + order.id() + " was booked");
                }
            }
        }
    }

    /** What is not committed now is the next time; whoever reads it again before finds that it is booked. */
    private void commitIfPossible(Consumer<?, ?> consumer, BoundedWork<?> work) {
        try {
            commit(consumer, work);
        } catch (RetriableException | CommitFailedException | RebalanceInProgressException later) {
            LOG.warn("committing later: {}", later.getMessage());
        }
    }

    /** Behind what the worker has done; and when it has done everything, behind the dead letters that follow, too. */
    private void commit(Consumer<?, ?> consumer, BoundedWork<?> work) {
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        if (work.isIdle()) {
            consumer.assignment()
                    .forEach(partition -> reached.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        } else {
            reached.putAll(work.reached());
            reached.keySet().retainAll(consumer.assignment());
        }
        reached.entrySet().removeAll(committed.entrySet());
        if (!reached.isEmpty()) {
            consumer.commitSync(reached);
            committed.putAll(reached);
        }
    }

    /** What is under way is finished and committed before somebody else gets the partitions. */
    private ConsumerRebalanceListener handover(Consumer<?, ?> consumer, BoundedWork<?> work) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANDOVER_SECONDS);
                while (!work.isIdle() && !closed && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
                commitIfPossible(consumer, work);
                onPartitionsLost(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // The poll under way must not bring what there is no room for.
                if (paused) {
                    consumer.pause(partitions);
                }
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                work.forget(partitions);
                committed.keySet().removeAll(partitions);
            }
        };
    }

    /** How many payments were booked. */
    public long booked() {
        return booked.get();
    }

    /** How many events told of a payment that was booked already. */
    public long repeated() {
        return repeated.get();
    }

    /** Whether there is as much work as fits. */
    public boolean isPaused() {
        return paused;
    }

    /** Makes {@link #run} return soon. */
    @Override
    public void close() {
        closed = true;
    }

    /** Books payments until Ctrl-C. */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Options options = Options.of(arguments);
        Database database = Database.ofSignetUp(Path.of(options.text("signet-data")));
        Map<String, String> where = Map.of(
                "bootstrap.servers", options.text("bootstrap-server"), "schema.registry.url", options.text("registry"));
        try (PaymentConsumer consumer = new PaymentConsumer(where, new PostgresLedger(database), 200)) {
            Thread polling = new Thread(consumer, "payments");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, polling)));
            polling.start();
            System.out.println("booking payments for " + Order.TOPIC + ", Ctrl-C stops it");
            polling.join();
        }
    }

    private static void stop(PaymentConsumer consumer, Thread polling) {
        consumer.close();
        try {
            polling.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        System.out.println("booked " + consumer.booked() + " payments, " + consumer.repeated() + " were booked before");
    }
}
