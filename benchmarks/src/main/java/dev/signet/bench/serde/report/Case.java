package dev.signet.bench.serde.report;

import dev.signet.bench.serde.peer.Peer;
import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A line of the table.
 *
 * @param operation what is done
 * @param shape with which record
 * @param kind held in what
 */
record Case(Operation operation, Shape shape, Kind kind) {
    /** All, in the order of the table. */
    static List<Case> all() {
        return Arrays.stream(Operation.values())
                .flatMap(operation -> Arrays.stream(Shape.values()).flatMap(shape -> of(operation, shape)))
                .toList();
    }

    private static Stream<Case> of(Operation operation, Shape shape) {
        return Arrays.stream(Kind.values()).map(kind -> new Case(operation, shape, kind));
    }

    /** The benchmark that measured it. */
    Benchmark by(Peer peer) {
        return new Benchmark(
                "SerdeBenchmark." + operation.method(),
                Map.of("kind", kind.name(), "shape", shape.name(), "with", peer.name()));
    }

    /** The same record read with the schema that it was written with. */
    Case withoutEvolution() {
        return new Case(Operation.DESERIALIZE, shape, kind);
    }

    @Override
    public String toString() {
        return String.join(" ", operation.label(), lower(shape), lower(kind));
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
