package dev.signet.server.registry;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import java.util.List;

/**
 * A schema as it is stored; what an id is bound to never changes.
 *
 * @param id where it was found
 * @param guid the name of its content
 * @param schema canonical text, pinned references, metadata and rules
 * @param dependencies what the references point at, in their order
 */
public record StoredContent(ContextId id, SchemaGuid guid, SchemaText schema, List<ContextId> dependencies) {
    public StoredContent {
        dependencies = List.copyOf(dependencies);
    }

    SchemaId schemaId() {
        return id.id();
    }
}
