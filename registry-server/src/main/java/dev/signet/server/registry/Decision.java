package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Refusal;
import java.util.List;
import java.util.function.Function;

/**
 * What a use case makes of a snapshot.
 *
 * @param <T> what its answer holds
 */
public sealed interface Decision<T> {
    /** There is nothing to write. */
    record Answered<T>(Answer<T> answer) implements Decision<T> {}

    /**
     * The changes are to be written; the answer holds once they are.
     *
     * @param answer what the caller gets
     * @param changes what is written, in order
     * @param audit the row that it leaves in the audit trail
     */
    record Write<T>(T answer, List<Change> changes, AuditEntry audit) implements Decision<T> {
        public Write {
            changes = List.copyOf(changes);
        }
    }

    /** Something must be fetched or computed before; the footprint may grow by it. */
    record Prepare<T>(Wanted wanted) implements Decision<T> {}

    /** The same with another answer. */
    default <U> Decision<U> map(Function<? super T, ? extends U> step) {
        if (this instanceof Write<T> write) {
            return new Write<>(step.apply(write.answer()), write.changes(), write.audit());
        }
        return this instanceof Answered<T> answered
                ? new Answered<>(answered.answer().map(step))
                : new Prepare<>(((Prepare<T>) this).wanted());
    }

    static <T> Decision<T> answered(T value) {
        return new Answered<>(Answer.done(value));
    }

    static <T> Decision<T> refused(Refusal refusal) {
        return new Answered<>(refusal.answer());
    }

    static <T> Decision<T> prepare(Wanted wanted) {
        return new Prepare<>(wanted);
    }
}
