package dev.signet.broker.append;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all threads of a broker together may expand batches into. Without it, small batches that expand to much
 * fill the heap when many come at once. Safe for use by many threads.
 */
final class ExpansionBudget {

    private static final int PART_OF_HEAP = 8;

    private final AtomicLong free;

    /** So many bytes. */
    ExpansionBudget(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /**
     * An eighth of the heap, and in any case enough for one batch at a time: one that is sent back because it finds no
     * room gets in when it comes alone.
     *
     * @param limit the most bytes that one batch may expand to
     */
    static ExpansionBudget ofThisJvm(int limit) {
        return new ExpansionBudget(Math.max(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, mostOfOne(limit)));
    }

    /** A buffer that has to grow is there twice for a moment. */
    static long mostOfOne(int limit) {
        return 2L * (limit + 1L);
    }

    /** Takes so many bytes; whether there were as many. */
    boolean take(long bytes) {
        long left = free.addAndGet(-bytes);
        if (left < 0) {
            free.addAndGet(bytes);
        }
        return left >= 0;
    }

    /** Gives bytes back that were taken. */
    void give(long bytes) {
        free.addAndGet(bytes);
    }

    /** How many bytes are left. */
    long free() {
        return free.get();
    }
}
