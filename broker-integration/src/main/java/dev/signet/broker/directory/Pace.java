package dev.signet.broker.directory;

/**
 * Keeps a question from being asked with every record while no answer comes, and knows for how long the registry has
 * answered others but not this one. Safe for use by many threads.
 */
final class Pace {

    /** A series of failures ends when nothing was asked for so long. */
    private static final long LONGEST_PAUSE = Freshness.KEPT_FRESH;

    private volatile long last;
    private long failedAt;
    private long failingSince;
    private volatile boolean failing;

    /** Now is the time. */
    Pace(long now) {
        last = now - Long.MAX_VALUE / 2;
    }

    /** Whether the last time was longer ago than that; if so, this is the last time from now on. */
    boolean isTime(long now, long pause) {
        if (now - last <= pause) {
            return false;
        }
        last = now;
        return true;
    }

    /** Whether to ask now; less often if that has failed. */
    boolean isTimeToAsk(long now) {
        return isTime(now, failing ? Freshness.PRESENT_ASKED_AGAIN : Freshness.ASKED_AGAIN);
    }

    /** The registry answers, but not this question. */
    synchronized void failed(long now) {
        if (!failing || now - failedAt > LONGEST_PAUSE) {
            failingSince = now;
        }
        failedAt = now;
        failing = true;
    }

    /** An answer came. */
    synchronized void answered() {
        failing = false;
    }

    boolean isFailing() {
        return failing;
    }

    /** For how long the question has had no answer although others had; 0 if that is not so. */
    synchronized long failingNanos(long now) {
        return failing && now - failedAt <= LONGEST_PAUSE ? Math.max(1, now - failingSince) : 0;
    }
}
