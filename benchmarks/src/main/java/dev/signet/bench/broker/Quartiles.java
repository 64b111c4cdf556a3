package dev.signet.bench.broker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The middle of measurements that came one a round.
 *
 * @param low a quarter of them are below
 * @param median half of them are below
 * @param high a quarter of them are above
 */
record Quartiles(double low, double median, double high) {
    static <T> Quartiles of(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The three figures with a number of decimals. */
    String text(int decimals) {
        String format = "%." + decimals + "f";
        String[] texts = Arrays.stream(new double[] {median, low, high})
                .mapToObj(figure -> String.format(Locale.ROOT, format, figure))
                .toArray(String[]::new);
        return texts[0] + " [" + texts[1] + ".." + texts[2] + "]";
    }
}
