package dev.signet.schema.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
import dev.signet.schema.format.TagEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema to register, to look up or to check.
 *
 * @param schema the text
 * @param schemaType AVRO (also when absent), JSON or PROTOBUF
 * @param references the types that it takes from other subjects
 * @param metadata what is said beside the text
 * @param ruleSet the rules that travel with it
 * @param version the version that it must become; 0 or absent: the next
 * @param id the id that it must get (import); negative or absent: any
 * @param schemaTagsToAdd tags to write into the text
 * @param schemaTagsToRemove tags to take out of the text
 * @param propagateSchemaTags whether to take over the tags of the version before
 */
public record RegisterRequest(
        @Nullable String schema,

        @JsonDeserialize(using = ScalarAsText.class) @Nullable
        String schemaType,

        @Nullable List<ReferenceJson> references,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable List<SchemaTagsJson> schemaTagsToAdd,
        @Nullable List<SchemaTagsJson> schemaTagsToRemove,
        @Nullable Boolean propagateSchemaTags)
        implements SchemaFields {
    /** A schema without wishes. */
    public static RegisterRequest of(SchemaText schema) {
        return new RegisterRequest(
                schema.text(),
                schema.type() == SchemaType.AVRO ? null : schema.type().name(),
                ReferenceJson.of(schema.references()),
                MetadataJson.of(schema.metadata()),
                RuleSetJson.of(schema.ruleSet()),
                null,
                null,
                null,
                null,
                null);
    }

    /** What is to happen to the tags inside the text. */
    public Answer<TagEdit> tagEdit() {
        return SchemaTagsJson.edit(
                Boolean.TRUE.equals(propagateSchemaTags) ? TagEdit.Propagation.YES : TagEdit.Propagation.NO,
                schemaTagsToAdd,
                schemaTagsToRemove);
    }
}
