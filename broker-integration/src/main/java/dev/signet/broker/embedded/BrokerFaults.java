package dev.signet.broker.embedded;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends its process when it cannot go on. Inside somebody else's process that must not skip the shutdown hooks,
 * nor happen at all while a start can still report what is wrong.
 *
 * <p>Static because Kafka's exit is: which broker of the process gave up cannot be told.
 */
final class BrokerFaults {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);
    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

    private BrokerFaults() {}

    /** Kafka wanted to end the process. */
    static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GaveUp(@Nullable String message) {
            super(message == null ? "Apache Kafka gave up, its log says why" : message);
        }
    }

    /** A time in which a broker that gives up does not end the process. */
    static final class Watch implements AutoCloseable {
        private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();

        /**
         * Runs the step on a thread of its own and waits until it is done or a broker gives up.
         *
         * @throws ExecutionException with what went wrong, whatever Kafka threw
         */
        @SuppressWarnings("CatchingUnchecked") // Kafka throws checked exceptions that it does not declare
        void run(Runnable step) throws ExecutionException, InterruptedException {
            Runnable told = () -> {
                try {
                    step.run();
                    outcome.complete(null);
                } catch (Exception | Error failed) {
                    outcome.completeExceptionally(failed);
                }
            };
            new Thread(told, "signet-log-start").start();
            outcome.get();
        }

        @Override
        public void close() {
            WATCHES.remove(this);
        }
    }

    /** Begins a watch; from now on a broker that gives up outside of any watch ends the process in order. */
    static Watch watch() {
        Exit.setExitProcedure(BrokerFaults::giveUp);
        Exit.setHaltProcedure(BrokerFaults::giveUp);
        Watch watch = new Watch();
        WATCHES.add(watch);
        return watch;
    }

    private static void giveUp(int status, @Nullable String message) {
        GaveUp gaveUp = new GaveUp(message);
        if (WATCHES.isEmpty()) {
            LOG.error("the embedded log cannot go on, the process ends", gaveUp);
            // not on this thread: shutdown hooks wait for Kafka's threads
            new Thread(() -> System.exit(status), "signet-log-gave-up").start();
        }
        WATCHES.forEach(watch -> watch.outcome.completeExceptionally(gaveUp));
        // Kafka counts on never coming back from here
        throw gaveUp;
    }
}
