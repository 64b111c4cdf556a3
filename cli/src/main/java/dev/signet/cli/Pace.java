package dev.signet.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a loop to so many rounds a second, on average since it began. */
final class Pace {
    private final double perSecond;
    private final long begun = System.nanoTime();
    private long rounds;

    /** @param perSecond how many rounds; 0 for as many as there can be */
    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Returns when the next round is due. */
    void await() {
        if (perSecond <= 0) {
            return;
        }
        long due = begun + (long) (rounds++ / perSecond * TimeUnit.SECONDS.toNanos(1));
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
