package dev.signet.broker.embedded;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends its process when it cannot go on. Inside somebody else's process that must not skip the shutdown hooks,
 * nor happen at all while a start can still report what is wrong.
 */
final class BrokerFaults {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);
    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    private BrokerFaults() {}

    /** Kafka wanted to end the process while a log was being started by this thread. */
    static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GaveUp(String message) {
            super(message);
        }
    }

    /** From now on a broker that gives up ends the process in order; during {@code start} it throws instead. */
    static void whileStarting(Runnable start) {
        Exit.setExitProcedure(BrokerFaults::giveUp);
        Exit.setHaltProcedure(BrokerFaults::giveUp);
        STARTING.set(true);
        try {
            start.run();
        } finally {
            STARTING.remove();
        }
    }

    private static void giveUp(int status, @org.jspecify.annotations.Nullable String message) {
        if (STARTING.get()) {
            throw new GaveUp(message == null ? "Apache Kafka gave up" : message);
        }
        LOG.error("the embedded log cannot go on ({}); the process ends", message);
        // not on this thread: shutdown hooks wait for Kafka's threads
        new Thread(() -> System.exit(status), "signet-log-gave-up").start();
    }
}
