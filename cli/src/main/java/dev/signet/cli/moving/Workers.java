package dev.signet.cli.moving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several requests in flight. For use by one thread. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    Workers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "moving");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the same with each item; ends early, and with the first fault, if there is one. */
    <T> void each(Collection<T> items, Consumer<? super T> action) {
        java.util.Iterator<T> rest = items.iterator();
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(count, items.size()); i++) {
            running.add(threads.submit(() -> work(rest, action, fault)));
        }
        running.forEach(Workers::join);
        RuntimeException first = fault.get();
        if (first != null) {
            throw first;
        }
    }

    private static <T> void work(
            java.util.Iterator<T> rest, Consumer<? super T> action, AtomicReference<@Nullable RuntimeException> fault) {
        while (fault.get() == null) {
            T item;
            synchronized (rest) {
                if (!rest.hasNext()) {
                    return;
                }
                item = rest.next();
            }
            try {
                action.accept(item);
            } catch (RuntimeException failed) {
                fault.compareAndSet(null, failed);
            }
        }
    }

    private static void join(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
