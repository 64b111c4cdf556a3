package dev.signet.server.registry;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.time.Instant;

/**
 * A version as a snapshot shows it.
 *
 * @param version its number
 * @param id its schema id
 * @param guid the name of its content
 * @param createdAt when it was registered
 * @param deleted whether it is soft-deleted
 * @param referrers who refers to it; known for soft-deleted versions, and for all where removal is possible
 */
public record VersionRow(
        Version version, SchemaId id, SchemaGuid guid, Instant createdAt, boolean deleted, Referrers referrers) {
    SubjectSchema of(Subject subject, SchemaText schema) {
        return new SubjectSchema(subject, version, id, guid, schema, createdAt, deleted);
    }
}
