package dev.signet.bench.serde.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What came of a benchmark.
 *
 * @param time the median of all iterations of all forks, in the benchmark's unit
 * @param fastest the fastest of them
 * @param slowest the slowest of them
 * @param bytes what a call allocates; NaN unless JMH was told to look
 */
record Score(double time, double fastest, double slowest, double bytes) {
    /** Of what was not measured. */
    static final Score NONE = new Score(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The middle one of those that are numbers; NaN if none is. */
    static double median(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The least of those that are numbers; NaN if none is. */
    static double least(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).min().orElse(Double.NaN);
    }

    static Score of(double[] times, double bytes) {
        return new Score(
                median(Arrays.stream(times)),
                Arrays.stream(times).min().orElse(Double.NaN),
                Arrays.stream(times).max().orElse(Double.NaN),
                bytes);
    }
}
