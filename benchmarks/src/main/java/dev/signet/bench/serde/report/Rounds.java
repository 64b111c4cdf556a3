package dev.signet.bench.serde.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * All rounds on one JDK. Not every round has every benchmark.
 *
 * @param rounds at least one
 */
record Rounds(List<Round> rounds) {
    Rounds {
        rounds = List.copyOf(rounds);
    }

    Runtime.Version jdk() {
        return rounds.get(0).jdk();
    }

    /** The median over the rounds; NaN of what was not measured. */
    double median(ToDoubleFunction<Round> of) {
        return Score.median(rounds.stream().mapToDouble(of));
    }

    /** The median, and each round where there are several: {@code 2.51 (2.43, 2.51, 2.60)}. */
    String spread(ToDoubleFunction<Round> of) {
        double median = median(of);
        if (Double.isNaN(median)) {
            return "-";
        }
        List<String> each = rounds.stream()
                .mapToDouble(of)
                .filter(value -> !Double.isNaN(value))
                .mapToObj(Rounds::number)
                .toList();
        return number(median) + (each.size() > 1 ? " (" + String.join(", ", each) + ")" : "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
