package dev.signet.schema.compat;

/** How many pairs of types several comparisons may still look at together. Confined to one thread. */
public final class PairBudget {
    private final long all;
    private long left;

    public PairBudget(long pairs) {
        this.all = pairs;
        this.left = pairs;
    }

    /** One that no number of comparisons spends. */
    public static PairBudget unlimited() {
        return new PairBudget(Long.MAX_VALUE);
    }

    public long left() {
        return left;
    }

    /** Takes some away; there are never fewer than none. */
    public void spend(long pairs) {
        left = Math.max(0, left - pairs);
    }

    public boolean isSpent() {
        return left == 0;
    }

    /** Begins anew. */
    public void refill() {
        left = all;
    }
}
