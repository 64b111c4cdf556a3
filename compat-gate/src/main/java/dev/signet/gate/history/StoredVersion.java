package dev.signet.gate.history;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;

/**
 * A version of a subject.
 *
 * @param subject the subject
 * @param version its number
 * @param id its schema id; of no meaning where no registry has drawn it
 * @param guid its content's name
 * @param text the schema as stored, references pinned
 * @param live whether it is not soft-deleted
 */
public record StoredVersion(
        Subject subject, Version version, SchemaId id, SchemaGuid guid, SchemaText text, boolean live) {}
