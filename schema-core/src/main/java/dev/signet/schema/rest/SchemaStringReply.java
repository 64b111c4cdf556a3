package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema that an id or a GUID is bound to.
 *
 * @param subject a subject that uses it
 * @param version its version there
 * @param guid the content's name
 * @param schemaType the language of the text
 * @param schema the text
 * @param references the references, bound to versions
 * @param metadata what is said beside the text
 * @param ruleSet the rules that travel with it
 * @param schemaTags tags inside the text, if asked for
 * @param maxId the highest id of the context, if asked for
 * @param ts when it was registered, in milliseconds since 1970
 * @param deleted whether every use is soft-deleted
 */
public record SchemaStringReply(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable Integer version,
        @Nullable String guid,
        @Nullable String schemaType,
        @Nullable String schema,
        @Nullable List<ReferenceJson> references,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable List<SchemaTagsJson> schemaTags,
        @Nullable Integer maxId,
        @Nullable Long ts,
        @Nullable Boolean deleted)
        implements SchemaFields {}
