package dev.signet.broker.directory;

/** Keeps a question from being asked with every record while no answer comes. Safe for use by many threads. */
final class Pace {

    private volatile long last;

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
}
