package dev.signet.broker.directory;

import dev.signet.client.RegistryUnavailableException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry on a few threads of its own: each question at most once at a time, no more than the rate allows,
 * and everybody in turn. While the registry is away only one question goes out now and then, to see whether it is back;
 * all others wait. Safe for use by many threads.
 */
final class Lookups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
    private static final int THREADS = 2;
    private static final int UPKEEP = 1;
    /** Records whose ids find no place come back by themselves. */
    private static final int MOST_WAITING_EACH = 32;
    /** Enough to use the whole rate. */
    private static final int MOST_RENEWALS = 1_000;
    /** Producers decide which ids are looked up, and must not fill the log. */
    private static final long BETWEEN_COMPLAINTS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private final TokenBucket bucket;
    private final Outage outage;
    private final Question isBack;
    private final Pace complaints;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS + UPKEEP, daemons());

    private final Object lock = new Object();
    // guarded by the lock
    private final Set<Question> underWay = new HashSet<>();
    private final FairQueue<Question> wanted = new FairQueue<>(MOST_WAITING_EACH);
    private final FairQueue<Question> renewals = new FairQueue<>(MOST_RENEWALS);
    private boolean renewalsNext;
    private boolean sleeping;
    private int running;

    /**
     * No question waits.
     *
     * @param bucket what each request is counted against; whoever sends it counts it
     * @param isBack a question that any registry can answer
     */
    Lookups(LongSupplier nanoTime, TokenBucket bucket, Outage outage, Question isBack) {
        this.nanoTime = nanoTime;
        this.bucket = bucket;
        this.outage = outage;
        this.isBack = isBack;
        this.complaints = new Pace(nanoTime.getAsLong());
        threads.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "signet-schema-lookup-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Asks what somebody waits for, unless it is being asked or too much waits; whoever asks comes back for the answer.
     *
     * @param asker whose turn it takes
     */
    void ask(Object asker, Question question) {
        add(wanted, asker, question);
    }

    /** Asks what was known and may have changed. Takes turns with what somebody waits for. */
    void renew(Question question) {
        add(renewals, renewals, question);
    }

    private void add(FairQueue<Question> queue, Object asker, Question question) {
        synchronized (lock) {
            if (!underWay.contains(question) && queue.add(asker, question)) {
                underWay.add(question);
                start();
            }
        }
    }

    /** How many questions wait, or are being asked. */
    int pending() {
        synchronized (lock) {
            return underWay.size();
        }
    }

    /** Goes on if there is something to do and it is time for it; called now and then. */
    void goOn() {
        synchronized (lock) {
            start();
        }
    }

    private void start() {
        if (running == THREADS || threads.isShutdown()) {
            return;
        }
        running++;
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException closed) {
            running--;
        }
    }

    private void work() {
        Optional<Question> next = Optional.empty();
        try {
            for (next = next(); next.isPresent(); next = next()) {
                run(next.get());
            }
        } finally {
            if (next.isPresent()) {
                stopped();
            }
        }
    }

    private Optional<Question> next() {
        synchronized (lock) {
            Optional<Question> next = allowed(nanoTime.getAsLong());
            if (next.isEmpty()) {
                stopped();
            }
            return next;
        }
    }

    private void stopped() {
        synchronized (lock) {
            running--;
        }
    }

    private Optional<Question> allowed(long now) {
        if (outage.isOn()) {
            return outage.isTimeToTry(now) ? Optional.of(isBack) : Optional.empty();
        }
        long wait = wanted.isEmpty() && renewals.isEmpty() ? 0 : bucket.nanosToWait(now);
        if (wait > 0) {
            sleep(wait);
            return Optional.empty();
        }
        renewalsNext = !renewalsNext;
        Optional<Question> first = renewalsNext ? renewals.next() : wanted.next();
        return first.isPresent() ? first : renewalsNext ? wanted.next() : renewals.next();
    }

    private void sleep(long nanos) {
        if (!sleeping && !threads.isShutdown()) {
            sleeping = true;
            threads.schedule(this::wakeUp, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void wakeUp() {
        synchronized (lock) {
            sleeping = false;
            start();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // outermost handler of the thread
    private void run(Question question) {
        long askedAt = nanoTime.getAsLong();
        try {
            question.ask();
            answered(askedAt);
        } catch (RegistryUnavailableException unavailable) {
            failed(question, unavailable);
        } catch (Exception | StackOverflowError | OutOfMemoryError fault) {
            if (complaints.isTime(nanoTime.getAsLong(), BETWEEN_COMPLAINTS)) {
                LOG.warn("{} cannot be looked up; records that need it wait", question, fault);
            }
            question.fail();
        } finally {
            synchronized (lock) {
                underWay.remove(question);
            }
        }
    }

    private void answered(long askedAt) {
        if (outage.answered(askedAt, nanoTime.getAsLong())) {
            LOG.info("the schema registry answers again");
        }
    }

    private void failed(Question question, RegistryUnavailableException unavailable) {
        if (threads.isShutdown()) {
            return;
        }
        if (isOfTheQuestion(question, unavailable)) {
            if (complaints.isTime(nanoTime.getAsLong(), BETWEEN_COMPLAINTS)) {
                LOG.warn(
                        "the schema registry answers, but not for {}; records that need it wait",
                        question,
                        unavailable);
            }
            question.fail();
        } else if (outage.failed(nanoTime.getAsLong(), unavailable.retryAfter())) {
            LOG.warn(
                    "the schema registry cannot be asked for {}; what is known stays so, other records wait",
                    question,
                    unavailable);
        }
    }

    /** One id that makes a registry fail must not pass for an outage, or a producer could make one. */
    private boolean isOfTheQuestion(Question question, RegistryUnavailableException unavailable) {
        boolean answered = switch (unavailable.reason()) {
            case FAILED, NOT_A_REGISTRY, FORBIDDEN -> true;
            case UNREACHABLE, TIMED_OUT, DISCONNECTED, THROTTLED, UNAUTHENTICATED, INTERRUPTED -> false;
        };
        if (!answered || question == isBack) {
            return false;
        }
        try {
            isBack.ask();
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }

    /** Runs a task again and again, as long as this is open. */
    void every(long nanos, Runnable task) {
        threads.scheduleWithFixedDelay(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs a task once, beside. */
    void once(Runnable task) {
        try {
            threads.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.trace("nothing is done any more, this is closed");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a task that throws would never run again
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                LOG.error("the upkeep of what is known about schemas failed; it goes on", fault);
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
