package dev.signet.server;

import dev.signet.server.http.Health;
import dev.signet.server.registry.Inheritance;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.Scope;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store what every request needs, on a thread of its own: whoever probes the server waits for seconds only,
 * however long the store takes to fail. Probes that come together share one question. Safe for concurrent use.
 */
final class StoreProbe implements Health, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String SILENT = "the database does not answer";

    private final Registry registry;
    private final ExecutorService asking;
    private @Nullable Future<Optional<String>> question;

    StoreProbe(Registry registry) {
        this.registry = registry;
        this.asking = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "store-probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Optional<String> trouble() {
        try {
            return question().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Optional.of(SILENT);
        } catch (ExecutionException fault) {
            LOG.error("probing the store failed", fault);
            return Optional.of("the store cannot be asked");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("the server is stopping");
        }
    }

    private synchronized Future<Optional<String>> question() {
        Future<Optional<String>> underWay = question;
        if (underWay == null || underWay.isDone()) {
            underWay = asking.submit(this::ask);
            question = underWay;
        }
        return underWay;
    }

    private Optional<String> ask() {
        try {
            boolean known =
                    registry.mode(Scope.ROOT, Inheritance.OWN).asOptional().isPresent();
            return known ? Optional.empty() : Optional.of("the store has no mode for the registry");
        } catch (StoreFailedException | StoreTimedOutException fault) {
            LOG.debug("not ready", fault);
            return Optional.of(SILENT);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
