package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Refusal;
import java.util.function.Function;

/**
 * A part of a decision: a value, something that is lacking, or a refusal.
 *
 * @param <T> the value's type
 */
sealed interface Step<T> {
    record Ready<T>(T value) implements Step<T> {}

    record Lacks<T>(Wanted wanted) implements Step<T> {}

    record Refused<T>(Refusal refusal) implements Step<T> {}

    static <T> Step<T> ready(T value) {
        return new Ready<>(value);
    }

    static <T> Step<T> lacks(Wanted wanted) {
        return new Lacks<>(wanted);
    }

    static <T> Step<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    static <T> Step<T> of(Answer<T> answer) {
        return answer instanceof Answer.Done<T> done
                ? ready(done.value())
                : refused(((Answer.Refused<T>) answer).refusal());
    }

    default <U> Step<U> then(Function<? super T, Step<U>> next) {
        if (this instanceof Ready<T> ready) {
            return next.apply(ready.value());
        }
        return this instanceof Lacks<T> lacks ? lacks(lacks.wanted()) : refused(((Refused<T>) this).refusal());
    }

    default <U> Step<U> map(Function<? super T, U> next) {
        return then(value -> ready(next.apply(value)));
    }

    /** The decision that follows from the value, or the one that this step already is. */
    default <U> Decision<U> decide(Function<? super T, Decision<U>> next) {
        if (this instanceof Ready<T> ready) {
            return next.apply(ready.value());
        }
        return this instanceof Lacks<T> lacks
                ? Decision.prepare(lacks.wanted())
                : Decision.refused(((Refused<T>) this).refusal());
    }
}
