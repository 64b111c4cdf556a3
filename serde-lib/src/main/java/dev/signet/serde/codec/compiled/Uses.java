package dev.signet.serde.codec.compiled;

/** Counts roughly how often a tree was used, and says once when that was often enough. Safe for concurrent use. */
final class Uses {
    private static final int ENOUGH = 1_000;

    private final Runnable whenEnough;
    private int count;

    Uses(Runnable whenEnough) {
        this.whenEnough = whenEnough;
    }

    /** One more; two threads that count at once may count one. */
    void count() {
        if (++count == ENOUGH) {
            Generator.inBackground(whenEnough);
        }
    }
}
