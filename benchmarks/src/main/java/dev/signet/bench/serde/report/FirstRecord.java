package dev.signet.bench.serde.report;

import dev.signet.bench.serde.FirstRecordBenchmark.Before;
import dev.signet.bench.serde.peer.Peer;
import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A line of the table of first records.
 *
 * @param operation what is done
 * @param before what came before
 * @param shape with which record
 * @param kind held in what
 */
record FirstRecord(Operation operation, Before before, Shape shape, Kind kind) {
    /** All, in the order of the table. */
    static List<FirstRecord> all() {
        return Case.all().stream()
                .filter(line -> line.operation() != Operation.EVOLVE)
                .flatMap(FirstRecord::of)
                .toList();
    }

    private static Stream<FirstRecord> of(Case line) {
        return Arrays.stream(Before.values())
                .map(before -> new FirstRecord(line.operation(), before, line.shape(), line.kind()));
    }

    Benchmark by(Peer peer) {
        return new Benchmark(
                "FirstRecordBenchmark." + operation.method(),
                Map.of("before", before.name(), "kind", kind.name(), "shape", shape.name(), "with", peer.name()));
    }

    @Override
    public String toString() {
        return new Case(operation, shape, kind)
                + (before == Before.NOTHING ? ", nothing before it" : ", another schema before it");
    }
}
