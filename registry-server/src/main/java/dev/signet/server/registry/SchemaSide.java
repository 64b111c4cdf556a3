package dev.signet.server.registry;

import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;

/** One side of a comparison, as a request names it. */
public sealed interface SchemaSide {
    /** A version of a subject. */
    record OfVersion(Subject subject, VersionSelector selector) implements SchemaSide {}

    /** What an id is bound to. */
    record OfId(ContextId id) implements SchemaSide {}

    /**
     * A text that comes with the request.
     *
     * @param schema the text with its references
     * @param home the subject that it would belong to; subjects without a context are of its context
     */
    record OfText(SchemaText schema, Subject home) implements SchemaSide {}
}
