package dev.signet.broker.directory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs questions to the registry on a few threads of its own: each at most once at a time, a bounded number waiting. */
final class Lookups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 2_000;

    private final Set<Object> underWay = ConcurrentHashMap.newKeySet();
    private static final long ANSWERED = 0;

    private final LongSupplier nanoTime;
    /** Since when the registry does not answer; {@link #ANSWERED} while it does. */
    private final AtomicLong failingSince = new AtomicLong(ANSWERED);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, daemons());

    Lookups(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "signet-schema-lookup-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Asks unless the same question is under way or too many are; whoever asks comes back later for the answer. */
    void ask(Object question, Runnable lookup) {
        if (underWay.size() >= MOST_WAITING || !underWay.add(question)) {
            return;
        }
        try {
            threads.execute(() -> run(question, lookup));
        } catch (RejectedExecutionException closed) {
            underWay.remove(question);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // outermost handler of the thread
    private void run(Object question, Runnable lookup) {
        try {
            lookup.run();
            if (failingSince.getAndSet(ANSWERED) != ANSWERED) {
                LOG.info("the schema registry answers again");
            }
        } catch (Exception | StackOverflowError | OutOfMemoryError failed) {
            // records that wait for this stay undecided; once an outage is enough for the log
            if (failingSince.compareAndSet(ANSWERED, since())) {
                LOG.warn("the schema registry cannot be asked for {}; records that need it wait", question, failed);
            }
        } finally {
            underWay.remove(question);
        }
    }

    private long since() {
        return nanoTime.getAsLong() | 1;
    }

    /** For how many nanoseconds every question has failed; 0 if the last one was answered. */
    long failingFor() {
        long since = failingSince.get();
        return since == ANSWERED ? 0 : Math.max(nanoTime.getAsLong() - since, 1);
    }

    /** Runs a task again and again, as long as this is open. */
    void every(long nanos, Runnable task) {
        threads.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
