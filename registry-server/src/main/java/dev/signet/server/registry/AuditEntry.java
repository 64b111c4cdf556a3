package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.Optional;

/**
 * What a write did, for the audit trail; who did it, a {@link Caller} says.
 *
 * @param action what was done
 * @param subject the subject, or a context with an empty subject name
 * @param version the version concerned
 * @param id the schema id concerned
 * @param detail more in words, such as a level, a mode or a list of versions
 */
public record AuditEntry(
        Action action, Subject subject, Optional<Version> version, Optional<SchemaId> id, String detail) {
    /** The writes that a registry knows. */
    public enum Action {
        REGISTER,
        IMPORT,
        DELETE_VERSION,
        PURGE_VERSION,
        DELETE_SUBJECT,
        PURGE_SUBJECT,
        UNDELETE_VERSION,
        UNDELETE_SUBJECT,
        CHANGE_CONFIG,
        DELETE_CONFIG,
        CHANGE_MODE,
        DELETE_MODE,
        DELETE_CONTEXT,
        CHANGE_ASSOCIATIONS,
        RAISE_ID_FLOOR
    }

    static AuditEntry of(Action action, Subject subject, String detail) {
        return new AuditEntry(action, subject, Optional.empty(), Optional.empty(), detail);
    }
}
