package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Refusal;
import java.util.List;

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
