package dev.signet.broker.directory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Whether the registry answers, and when to try again while it does not: after a pause that doubles up to a few seconds,
 * with chance in it so that brokers do not try together. Safe for use by many threads.
 */
final class Outage {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);
    private static final Duration LONGEST_WISH = Duration.ofSeconds(30);

    private final DoubleSupplier chance;
    private volatile boolean failing;
    private volatile long since;
    private volatile long endedAt;
    private long pause;
    private long nextTry;

    /**
     * None.
     *
     * @param now the present
     * @param chance numbers from 0 to 1
     */
    Outage(long now, DoubleSupplier chance) {
        this.endedAt = now - Long.MAX_VALUE / 2;
        this.chance = chance;
    }

    boolean isOn() {
        return failing;
    }

    /** For how long; 0 if there is none. */
    long nanos(long now) {
        return failing ? Math.max(now - since, 1) : 0;
    }

    /** When the last one ended; long ago if there was none. */
    long endedAt() {
        return endedAt;
    }

    /** Whether to try now whether it is over. One who is told so gets the time of a pause for it. */
    synchronized boolean isTimeToTry(long now) {
        if (!failing || now - nextTry < 0) {
            return false;
        }
        nextTry = now + LONGEST_PAUSE;
        return true;
    }

    /**
     * Takes in an answer; true if it ends an outage.
     *
     * @param askedAt when the question was sent: what was sent before the outage began says nothing about its end
     */
    synchronized boolean answered(long askedAt, long now) {
        if (!failing || askedAt - since <= 0) {
            return false;
        }
        endedAt = now;
        failing = false;
        return true;
    }

    /**
     * Takes in that there was no answer; true if this begins an outage.
     *
     * @param wished how long the registry asks to wait
     */
    synchronized boolean failed(long now, Duration wished) {
        boolean first = !failing;
        if (first) {
            since = now;
            failing = true;
        }
        pause = first ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
        long wish = wished.compareTo(LONGEST_WISH) < 0 ? wished.toNanos() : LONGEST_WISH.toNanos();
        nextTry = now + Math.max((long) (pause * (1 - chance.getAsDouble() / 2)), wish);
        return first;
    }
}
