package dev.signet.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a new version may move from the ones before it. */
public enum CompatibilityLevel {
    NONE(List.of(), false),
    BACKWARD(List.of(Direction.BACKWARD), false),
    BACKWARD_TRANSITIVE(List.of(Direction.BACKWARD), true),
    FORWARD(List.of(Direction.FORWARD), false),
    FORWARD_TRANSITIVE(List.of(Direction.FORWARD), true),
    FULL(List.of(Direction.BACKWARD, Direction.FORWARD), false),
    FULL_TRANSITIVE(List.of(Direction.BACKWARD, Direction.FORWARD), true);

    /** Who reads whose data. */
    public enum Direction {
        /** The new schema reads data of the old one. */
        BACKWARD,
        /** The old schema reads data of the new one. */
        FORWARD
    }

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which cannot be changed
    private final List<Direction> directions;

    private final boolean transitive;

    CompatibilityLevel(List<Direction> directions, boolean transitive) {
        this.directions = directions;
        this.transitive = transitive;
    }

    /** The directions that must hold, in the order in which they are reported. */
    public List<Direction> directions() {
        return directions;
    }

    /** Whether all earlier versions count, not only the newest. */
    public boolean isTransitive() {
        return transitive;
    }

    /** The level of that name in any case; empty if there is none. */
    public static Optional<CompatibilityLevel> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (CompatibilityLevel level : values()) {
            if (level.name().equals(upper)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
