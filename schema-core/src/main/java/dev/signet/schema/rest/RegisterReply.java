package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a registration. Older servers send the id alone.
 *
 * @param id the schema id
 * @param version the version in the subject
 * @param guid the content's name
 * @param schemaType the language of the text
 * @param references the references, bound to versions
 * @param metadata what is said beside the text
 * @param ruleSet the rules that travel with it
 * @param schema the text as stored
 * @param ts when it was registered, in milliseconds since 1970; only for a version that was there already
 * @param deleted whether it is soft-deleted; only for a version that was there already
 */
public record RegisterReply(
        @Nullable Integer id,
        @Nullable Integer version,
        @Nullable String guid,
        @Nullable String schemaType,
        @Nullable List<ReferenceJson> references,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable String schema,
        @Nullable Long ts,
        @Nullable Boolean deleted)
        implements SchemaFields {}
