package dev.signet.server.registry;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;

/**
 * The latest version of a subject, without its text; the highest soft-deleted one where none is live.
 *
 * @param subject the subject
 * @param version its number
 * @param id its schema id
 * @param guid the name of its content
 * @param type the language of its text
 * @param deleted whether it is soft-deleted, and with it the whole subject
 */
public record SubjectHead(
        Subject subject, Version version, SchemaId id, SchemaGuid guid, SchemaType type, boolean deleted) {}
