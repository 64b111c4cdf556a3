package dev.signet.schema.format;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** How much of each {@link Bound} a schema may have. Immutable. */
public final class SchemaBounds {
    /** The limits of new schemas where nothing is set. */
    public static final SchemaBounds STANDARD = new SchemaBounds(Bound::standard);

    /** The limits of schemas that are stored or imported: what was taken once is read again. */
    public static final SchemaBounds CEILING = new SchemaBounds(Bound::ceiling);

    private final Map<Bound, Integer> limits = new EnumMap<>(Bound.class);

    /**
     * Takes each limit from a function.
     *
     * @throws IllegalArgumentException if a limit is below 1 or above the bound's ceiling
     */
    public SchemaBounds(ToIntFunction<Bound> limitOf) {
        for (Bound bound : Bound.values()) {
            int limit = limitOf.applyAsInt(bound);
            if (limit < 1 || limit > bound.ceiling()) {
                throw new IllegalArgumentException(
                        bound.setting() + " is " + limit + ", it must be from 1 to " + bound.ceiling());
            }
            limits.put(bound, limit);
        }
    }

    /** The same but for one limit. */
    public SchemaBounds with(Bound changed, int limit) {
        return new SchemaBounds(bound -> bound == changed ? limit : of(bound));
    }

    public int of(Bound bound) {
        return limits.getOrDefault(bound, bound.standard());
    }

    /** What is too much; empty if it is not. */
    public Optional<Excess> excess(Bound bound, int value) {
        return value > of(bound) ? Optional.of(new Excess(bound, value, of(bound))) : Optional.empty();
    }

    /**
     * Too much of something.
     *
     * @param bound of what
     * @param value how much there is
     * @param limit how much there may be
     */
    public record Excess(Bound bound, int value, int limit) {
        /** A sentence for the schema's author. */
        public String sentence() {
            return "the schema has " + value + " " + bound.unit() + ", more than the limit of " + limit + " ("
                    + bound.setting() + ")";
        }
    }
}
