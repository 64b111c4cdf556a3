package dev.signet.schema.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: a text, or a version of a subject, or what an id is bound to.
 *
 * @param schema the text
 * @param schemaType AVRO (also when absent), JSON or PROTOBUF
 * @param references the types that the text takes from other subjects
 * @param subject the subject
 * @param version a version of the subject as its number, or {@code latest} (also when absent)
 * @param id the schema id
 * @param metadata what is said beside the text; makes no difference here
 * @param ruleSet the rules that travel with the text; make no difference here
 */
public record DiffSideJson(
        @Nullable String schema,

        @JsonDeserialize(using = ScalarAsText.class) @Nullable
        String schemaType,

        @Nullable List<ReferenceJson> references,
        @Nullable String subject,

        @JsonDeserialize(using = ScalarAsText.class) @Nullable
        String version,

        @Nullable Integer id,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet)
        implements SchemaFields {}
