package dev.signet.server.registry;

import dev.signet.schema.SchemaText;
import java.util.List;

/**
 * All that the reading of a submitted schema depends on.
 *
 * @param schema text, pinned references, metadata and rules as they are to be stored, but for the text's spelling
 * @param normalized whether the text is normalised
 * @param dependencies what the references point at, in their order
 */
public record CandidateInputs(SchemaText schema, boolean normalized, List<ContextId> dependencies) {
    public CandidateInputs {
        dependencies = List.copyOf(dependencies);
    }
}
