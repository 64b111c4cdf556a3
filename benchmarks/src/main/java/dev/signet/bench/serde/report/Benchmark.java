package dev.signet.bench.serde.report;

import java.util.Map;

/**
 * Something that JMH measured.
 *
 * @param name the class, without its package, and the method
 * @param parameters all of them, by name
 */
record Benchmark(String name, Map<String, String> parameters) {
    Benchmark {
        parameters = Map.copyOf(parameters);
    }
}
