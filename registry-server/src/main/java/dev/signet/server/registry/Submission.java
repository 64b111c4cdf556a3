package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.format.TagEdit;
import java.util.Optional;

/**
 * A schema that a client hands in.
 *
 * @param schema the schema; an empty text means the text of the subject's latest version
 * @param version the number that the client expects or, when importing, dictates; negative means the next one
 * @param id the id that the client dictates when importing
 * @param tags what is to happen to the tags inside the text before anything else looks at it
 */
public record Submission(SchemaText schema, Optional<Integer> version, Optional<SchemaId> id, TagEdit tags) {
    /** A schema whose tags stay as they are. */
    public Submission(SchemaText schema, Optional<Integer> version, Optional<SchemaId> id) {
        this(schema, version, id, TagEdit.NONE);
    }

    /** A schema without demands on its number or id. */
    public static Submission of(SchemaText schema) {
        return new Submission(schema, Optional.empty(), Optional.empty());
    }

    Submission withSchema(SchemaText other) {
        return new Submission(other, version, id, tags);
    }
}
