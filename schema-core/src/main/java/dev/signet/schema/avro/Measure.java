package dev.signet.schema.avro;

import dev.signet.schema.avro.Outline.Shape;
import dev.signet.schema.format.Bound;
import dev.signet.schema.format.SchemaBounds;
import dev.signet.schema.format.SchemaBounds.Excess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a schema, with all that it refers to, against its bounds. */
final class Measure {
    private static final List<Bound> OF_ONE_PART = List.of(Bound.FIELDS, Bound.SYMBOLS, Bound.BRANCHES, Bound.NAME);

    private final Map<String, Shape> definitions;
    private final Deque<Level> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private int depth;

    private record Level(Shape shape, int depth) {}

    private Measure(Map<String, Shape> definitions) {
        this.definitions = definitions;
    }

    /**
     * What is too much of a schema; empty if nothing is.
     *
     * @param outline the schema
     * @param definitions its named types and those that it refers to, by full name
     */
    static Optional<Excess> excess(Outline outline, Map<String, Shape> definitions, SchemaBounds bounds) {
        return Stream.concat(
                        OF_ONE_PART.stream().map(bound -> bounds.excess(bound, outline.most(bound))),
                        Stream.of(bounds).flatMap(all -> ofTheWhole(outline, definitions, all)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Optional<Excess>> ofTheWhole(
            Outline outline, Map<String, Shape> definitions, SchemaBounds bounds) {
        Measure measure = new Measure(definitions);
        measure.walk(outline.root());
        return Stream.of(bounds.excess(Bound.TYPES, measure.seen.size()), bounds.excess(Bound.DEPTH, measure.depth));
    }

    /** Depth first in the order of the text, each named type once: as deep as code that recurses over it would get. */
    private void walk(Shape root) {
        open.push(new Level(root, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            Shape shape = definitions.getOrDefault(level.shape().name(), level.shape());
            if (shape.name().isEmpty() || seen.add(shape.name())) {
                depth = Math.max(depth, level.depth());
                for (int i = shape.parts().size() - 1; i >= 0; i--) {
                    open.push(new Level(shape.parts().get(i), level.depth() + 1));
                }
            }
        }
    }
}
