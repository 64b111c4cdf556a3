package dev.signet.server.registry;

import java.util.Optional;

/**
 * What a partial update does to one field.
 *
 * @param <T> the field's type
 */
public sealed interface Edit<T> {
    /** The field stays as it is. */
    record Keep<T>() implements Edit<T> {}

    /** The field is set no longer. */
    record Clear<T>() implements Edit<T> {}

    /** The field gets a value. */
    record Assign<T>(T value) implements Edit<T> {}

    static <T> Edit<T> keep() {
        return new Keep<>();
    }

    static <T> Edit<T> clear() {
        return new Clear<>();
    }

    static <T> Edit<T> to(T value) {
        return new Assign<>(value);
    }

    /** The field's value after the change. */
    default Optional<T> appliedTo(Optional<T> before) {
        if (this instanceof Assign<T> assign) {
            return Optional.of(assign.value());
        }
        return this instanceof Clear<T> ? Optional.empty() : before;
    }
}
