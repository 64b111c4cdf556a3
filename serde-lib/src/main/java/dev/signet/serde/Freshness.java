package dev.signet.serde;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Says when what was learnt is too old. Safe for concurrent use. */
final class Freshness {
    private static final long FOR_GOOD = -1;

    private final long nanos;
    private final AtomicLong since = new AtomicLong(System.nanoTime());

    /** Of what stays fresh for that long, or for good. */
    Freshness(Optional<Duration> length) {
        this.nanos = length.map(Duration::toNanos).orElse(FOR_GOOD);
    }

    /** Whether the time is over; if so, it starts anew, and only one thread is told. */
    boolean isOver() {
        if (nanos == FOR_GOOD) {
            return false;
        }
        long begun = since.get();
        long now = System.nanoTime();
        return now - begun >= nanos && since.compareAndSet(begun, now);
    }
}
