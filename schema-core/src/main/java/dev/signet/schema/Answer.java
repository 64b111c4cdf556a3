package dev.signet.schema;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a use case says: it is done, or it is refused and why. Faults (a database gone, a bug) are exceptions instead.
 *
 * @param <T> what a done request yields
 */
public sealed interface Answer<T> {
    /** The request was carried out. */
    record Done<T>(T value) implements Answer<T> {}

    /** The request was understood and refused. */
    record Refused<T>(Refusal refusal) implements Answer<T> {}

    static <T> Answer<T> done(T value) {
        return new Done<>(value);
    }

    /** The value, or a refusal if there is none. */
    static <T> Answer<T> ofOptional(Optional<T> value, Refusal otherwise) {
        return value.<Answer<T>>map(Done::new).orElseGet(() -> new Refused<>(otherwise));
    }

    /** The value of a done answer; empty when refused. */
    default Optional<T> asOptional() {
        return this instanceof Done<T> done ? Optional.of(done.value()) : Optional.empty();
    }

    /** Applies a step to a done value; a refusal passes unchanged. */
    default <U> Answer<U> map(Function<? super T, ? extends U> step) {
        return then(value -> new Done<>(step.apply(value)));
    }

    /** Applies a step that may itself refuse; a refusal passes unchanged. */
    default <U> Answer<U> then(Function<? super T, ? extends Answer<U>> step) {
        if (this instanceof Done<T> done) {
            return step.apply(done.value());
        }
        return new Refused<>(((Refused<T>) this).refusal());
    }
}
