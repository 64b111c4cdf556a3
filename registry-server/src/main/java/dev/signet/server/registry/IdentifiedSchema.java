package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import java.util.Optional;

/**
 * A schema that was found by what names it, not by a subject.
 *
 * @param context the context in which the id is valid
 * @param id the id; the lowest if the content has several and was found by GUID
 * @param guid the name of the content
 * @param schema the schema as stored
 * @param usedBy a version that uses it, if there is one; the preferred subject's if that has one
 * @param outage why it is told from memory, if it is
 */
public record IdentifiedSchema(
        Context context,
        SchemaId id,
        SchemaGuid guid,
        SchemaText schema,
        Optional<SubjectSchema> usedBy,
        Optional<Outage> outage) {
    /** As the store says it now. */
    public IdentifiedSchema(
            Context context, SchemaId id, SchemaGuid guid, SchemaText schema, Optional<SubjectSchema> usedBy) {
        this(context, id, guid, schema, usedBy, Optional.empty());
    }

    IdentifiedSchema during(Outage outage) {
        return new IdentifiedSchema(context, id, guid, schema, usedBy, Optional.of(outage));
    }
}
