package dev.signet.server.registry;

import java.time.Duration;

/** How much one request may still do. Confined to one thread. */
final class WorkBudget {
    private final long deadline;
    private long textLeft;

    /**
     * A budget that runs from now on.
     *
     * @param text characters of schema text that may be read and compared
     * @param time how long that may take
     */
    WorkBudget(long text, Duration time) {
        this.textLeft = text;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    void spend(long text) {
        textLeft -= text;
    }

    boolean isSpent() {
        return textLeft <= 0 || System.nanoTime() - deadline > 0;
    }
}
