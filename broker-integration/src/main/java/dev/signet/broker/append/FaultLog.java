package dev.signet.broker.append;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker's log what goes wrong inside the validation: the first fault at once, and then one every ten seconds
 * with the number of those before it, for producers send again what meets one. Safe for use by many threads.
 */
final class FaultLog {

    static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

    private final LongSupplier nanoTime;
    private final AtomicLong tellingFrom;
    private final AtomicInteger untold = new AtomicInteger();

    FaultLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.tellingFrom = new AtomicLong(nanoTime.getAsLong());
    }

    /** Something went wrong. */
    void tell(String what, Throwable fault) {
        long now = nanoTime.getAsLong();
        long from = tellingFrom.get();
        if (now - from < 0 || !tellingFrom.compareAndSet(from, now + PAUSE)) {
            untold.incrementAndGet();
            return;
        }
        int others = untold.getAndSet(0);
        LOG.error("{}{}", what, others == 0 ? "" : " (" + others + " more faults since the last such line)", fault);
    }
}
