package dev.signet.cli.up;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things that are started side by side and stopped one after the other. What is still starting when everything has to
 * stop is waited for, so that nothing stays behind. Safe for use by several threads.
 */
public final class Stages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private final List<Stage<?>> stages = new ArrayList<>();
    private boolean closed;

    /**
     * One of the things.
     *
     * @param name what it is
     * @param running the thing, once it runs
     * @param limit how long stopping it may take
     */
    public record Stage<T extends AutoCloseable>(String name, CompletableFuture<T> running, Duration limit) {
        /** Waits until it runs; throws what kept it from that. */
        public T await() {
            try {
                return running.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(name + " did not start", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + name + " was starting", e);
            }
        }
    }

    /** Starts a thing on a thread of its own. Things stop in the opposite order of these calls. */
    public synchronized <T extends AutoCloseable> Stage<T> start(String name, Duration limit, Supplier<T> start) {
        if (closed) {
            throw new IllegalStateException(name + " is not started: everything is being stopped");
        }
        Stage<T> stage = new Stage<>(name, new CompletableFuture<>(), limit);
        stages.add(0, stage);
        Thread thread = new Thread(() -> run(stage, start), "signet-start-" + name);
        thread.setDaemon(true);
        thread.start();
        return stage;
    }

    @SuppressWarnings("CatchingUnchecked") // outermost: whatever it is, who waits must hear of it
    private static <T extends AutoCloseable> void run(Stage<T> stage, Supplier<T> start) {
        try {
            stage.running().complete(start.get());
        } catch (Exception | Error e) {
            stage.running().completeExceptionally(e);
        }
    }

    /** Stops everything; one that does not stop in its time is left to the end of the process. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** As {@link #close()}, but each thing may take at least so long. */
    public void close(Duration least) {
        List<Stage<?>> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(stages);
            stages.clear();
        }
        for (Stage<?> stage : open) {
            stop(stage, stage.limit().compareTo(least) < 0 ? least : stage.limit());
        }
    }

    private static void stop(Stage<?> stage, Duration limit) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Thread thread = new Thread(() -> stop(stage, stopped), "signet-stop-" + stage.name());
        thread.setDaemon(true);
        thread.start();
        try {
            stopped.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{} did not stop within {} ms; going on without it", stage.name(), limit.toMillis());
        } catch (ExecutionException e) {
            LOG.warn("{} did not stop cleanly", stage.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // outermost: the things after this one must be stopped, too
    private static void stop(Stage<?> stage, CompletableFuture<Void> stopped) {
        AutoCloseable thing;
        try {
            thing = stage.running().get();
        } catch (ExecutionException e) {
            stopped.complete(null);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.completeExceptionally(e);
            return;
        }
        try {
            thing.close();
            stopped.complete(null);
        } catch (Exception | Error e) {
            stopped.completeExceptionally(e);
        }
    }
}
