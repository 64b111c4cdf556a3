package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a subject.
 *
 * @param subject the subject
 * @param version its number
 * @param id the schema id
 * @param guid the content's name
 * @param schemaType the language of the text
 * @param references the references, bound to versions
 * @param metadata what is said beside the text
 * @param ruleSet the rules that travel with it
 * @param schema the text
 * @param schemaTags tags inside the text, if asked for
 * @param ts when it was registered, in milliseconds since 1970
 * @param deleted whether it is soft-deleted
 */
public record SchemaReply(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String guid,
        @Nullable String schemaType,
        @Nullable List<ReferenceJson> references,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable String schema,
        @Nullable List<SchemaTagsJson> schemaTags,
        @Nullable Long ts,
        @Nullable Boolean deleted)
        implements SchemaFields {}
