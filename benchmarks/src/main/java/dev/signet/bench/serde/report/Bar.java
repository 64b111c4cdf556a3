package dev.signet.bench.serde.report;

import java.util.Locale;

/**
 * A number that is to be reached.
 *
 * @param limit the number
 * @param side on which side of it
 * @param rank whether it must be
 */
record Bar(double limit, Side side, Rank rank) {
    /** Where a good value is. */
    enum Side {
        AT_LEAST,
        AT_MOST
    }

    /** What it means to miss it. */
    enum Rank {
        MUST,
        AIM
    }

    static Bar atLeast(double limit) {
        return new Bar(limit, Side.AT_LEAST, Rank.MUST);
    }

    static Bar atMost(double limit) {
        return new Bar(limit, Side.AT_MOST, Rank.MUST);
    }

    Bar asAim() {
        return new Bar(limit, side, Rank.AIM);
    }

    boolean isMetBy(double value) {
        return side == Side.AT_LEAST ? value >= limit : value <= limit;
    }

    /** The bar and whether it is met, as in {@code ≥ 2.5 met}; nothing of what was not measured. */
    String verdict(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        String word = isMetBy(value) ? "met" : rank == Rank.MUST ? "MISSED" : "not reached";
        return (rank == Rank.AIM ? "aim " : "") + (side == Side.AT_LEAST ? "≥ " : "≤ ") + number(limit) + " " + word;
    }

    private static String number(double limit) {
        return limit == Math.rint(limit)
                ? String.format(Locale.ROOT, "%.0f", limit)
                : String.format(Locale.ROOT, "%.2f", limit).replaceAll("0$", "");
    }
}
