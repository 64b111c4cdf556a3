package dev.signet.bench.broker;

/**
 * What was measured while one variant had the log.
 *
 * @param records how many the log acknowledged
 * @param wallNanos how long that took
 * @param processNanos processor time of the whole process, producer included
 * @param hookNanos processor time inside the hook
 */
record Slice(long records, long wallNanos, long processNanos, long hookNanos) {
    private static final double SECOND = 1e9;

    double recordsPerSecond() {
        return records * SECOND / wallNanos;
    }

    double processNanosPerRecord() {
        return (double) processNanos / records;
    }

    double hookNanosPerRecord() {
        return (double) hookNanos / records;
    }
}
