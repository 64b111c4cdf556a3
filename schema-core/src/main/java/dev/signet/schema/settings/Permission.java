package dev.signet.schema.settings;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import java.util.Optional;

/** Says what a mode forbids, in the words that clients know. */
public final class Permission {
    private Permission() {}

    /** Why nothing may be written; empty if it may. */
    public static Optional<Refusal> refusalToWrite(Mode mode, Subject subject) {
        return mode.isReadOnly() ? Optional.of(refusal(subject, "is in read-only mode")) : Optional.empty();
    }

    /** Why no schema may be registered under an id that the registry draws; empty if it may. */
    public static Optional<Refusal> refusalToRegister(Mode mode, Subject subject) {
        if (mode.registers()) {
            return Optional.empty();
        }
        return Optional.of(refusal(subject, mode.imports() ? "is not in read-write mode" : "is in read-only mode"));
    }

    /** Why no schema may be registered under an id that the client dictates; empty if it may. */
    public static Optional<Refusal> refusalToImport(Mode mode, Subject subject) {
        if (mode.imports()) {
            return Optional.empty();
        }
        return Optional.of(refusal(subject, mode.registers() ? "is not in import mode" : "is in read-only mode"));
    }

    /** That an id stands for another schema already. */
    public static Refusal idTaken(Subject subject, Object id) {
        return ErrorCode.OPERATION_NOT_PERMITTED.refusal(
                "Overwrite new schema with id %s in context %s is not permitted.".formatted(id, contextOf(subject)));
    }

    /** That a schema may not refer to a subject, because one resource owns it: what it owns is not for others. */
    public static Refusal owned(Subject target) {
        return ErrorCode.SUBJECT_OWNED.refusal(
                target.qualified(), "topic that owns it; what one topic owns cannot be referred to");
    }

    private static Refusal refusal(Subject subject, String what) {
        return ErrorCode.OPERATION_NOT_PERMITTED.refusal(
                "Subject %s in context %s %s".formatted(subject.qualified(), contextOf(subject), what));
    }

    /** Clients know the default context under no name. */
    private static String contextOf(Subject subject) {
        return subject.context().isDefault() ? "" : subject.context().name();
    }
}
