package dev.signet.bench.serde.report;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Shape;

/** What is done with a record, and the bars for it. */
enum Operation {
    SERIALIZE("serialize", "serialize"),
    DESERIALIZE("deserialize", "deserialize"),
    EVOLVE("deserializeEvolved", "across an evolution");

    private static final int FIRST_NEWER_JDK = 25;
    private static final double EVOLUTION_SHARE = 0.9;

    private final String method;
    private final String label;

    Operation(String method, String label) {
        this.method = method;
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The benchmark's method. */
    String method() {
        return method;
    }

    /** How often plain Avro's time Signet's must fit into, at least. */
    Bar timesAvro(Shape shape, Kind kind, int jdk) {
        return Bar.atLeast(
                switch (this) {
                    case SERIALIZE -> written(shape, kind, jdk);
                    case DESERIALIZE -> read(shape, kind);
                    case EVOLVE -> EVOLUTION_SHARE * read(shape, kind);
                });
    }

    private static double written(Shape shape, Kind kind, int jdk) {
        if (shape == Shape.FLAT) {
            return 2.5;
        }
        return kind == Kind.GENERIC && jdk >= FIRST_NEWER_JDK ? 1.7 : 2.0;
    }

    private static double read(Shape shape, Kind kind) {
        if (kind == Kind.GENERIC) {
            return 1.3;
        }
        return shape == Shape.FLAT ? 2.5 : 2.0;
    }

    /** The aim for Signet's time against that of hand-written code. */
    Bar timesHand(Kind kind) {
        return Bar.atMost(this == SERIALIZE || kind == Kind.SPECIFIC ? 1.15 : 1.2)
                .asAim();
    }
}
