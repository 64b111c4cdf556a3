package dev.signet.server.registry;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.time.Instant;

/**
 * A version of a subject with its schema.
 *
 * @param subject the subject; the one behind an alias where a request named an alias
 * @param version its number
 * @param id its schema id
 * @param guid the name of its content
 * @param schema the schema as stored
 * @param createdAt when it was registered, by the store's clock
 * @param deleted whether it is soft-deleted
 */
public record SubjectSchema(
        Subject subject,
        Version version,
        SchemaId id,
        SchemaGuid guid,
        SchemaText schema,
        Instant createdAt,
        boolean deleted) {}
