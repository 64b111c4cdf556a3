package dev.signet.server.metrics;

import dev.signet.server.registry.Census;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreOutOfReachException;
import dev.signet.server.registry.StoreTimedOutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is stored, counted at most once a minute and only while somebody asks; whoever asks gets the last count and does
 * not wait for the next. Safe for concurrent use.
 */
public final class LatestCensus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LatestCensus.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Supplier<Census> store;
    private final ExecutorService counting;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Optional<Census> latest = Optional.empty();
    private volatile Consumer<Census> listener = census -> {};
    private volatile long due = System.nanoTime();

    /** Counts for the first time, in the background. */
    public LatestCensus(Supplier<Census> store) {
        this.store = store;
        this.counting = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "census");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Who is told of every new count. */
    void tell(Consumer<Census> told) {
        listener = told;
        latest();
    }

    /** The last count; empty before the first. */
    Optional<Census> latest() {
        if (System.nanoTime() - due >= 0 && busy.compareAndSet(false, true)) {
            try {
                counting.execute(this::count);
            } catch (RejectedExecutionException closed) {
                LOG.debug("nothing is counted any more", closed);
            }
        }
        return latest;
    }

    private void count() {
        try {
            Census census = store.get();
            latest = Optional.of(census);
            listener.accept(census);
        } catch (StoreOutOfReachException outage) {
            LOG.debug("what is stored cannot be counted now", outage);
        } catch (StoreFailedException | StoreTimedOutException fault) {
            LOG.warn("what is stored could not be counted", fault);
        } finally {
            due = System.nanoTime() + PAUSE_NANOS;
            busy.set(false);
        }
    }

    @Override
    public void close() {
        counting.shutdownNow();
    }
}
