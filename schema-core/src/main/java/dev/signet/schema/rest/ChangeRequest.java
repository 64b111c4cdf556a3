package dev.signet.schema.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.signet.schema.Answer;
import dev.signet.schema.format.TagEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a change set: a schema for a subject, as {@link RegisterRequest}, or settings for a subject or a
 * context.
 *
 * @param subject the subject; with settings, {@code :.ctx:} stands for a context and nothing for that of the path
 * @param config settings to change
 * @param schema the text
 * @param schemaType AVRO (also when absent), JSON or PROTOBUF
 * @param references the types that it takes from other subjects, of this set or not
 * @param metadata what is said beside the text
 * @param ruleSet the rules that travel with it
 * @param normalize whether the text is normalised; absent: as the settings say
 * @param version the version that it must become; 0 or absent: the next
 * @param id has no place here: an import is no part of a change set
 * @param schemaTagsToAdd tags to write into the text
 * @param schemaTagsToRemove tags to take out of the text
 * @param propagateSchemaTags whether to take over the tags of the version before
 */
public record ChangeRequest(
        @Nullable String subject,
        @Nullable ConfigRequest config,
        @Nullable String schema,

        @JsonDeserialize(using = ScalarAsText.class) @Nullable
        String schemaType,

        @Nullable List<ReferenceJson> references,
        @Nullable MetadataJson metadata,
        @Nullable RuleSetJson ruleSet,
        @Nullable Boolean normalize,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable List<SchemaTagsJson> schemaTagsToAdd,
        @Nullable List<SchemaTagsJson> schemaTagsToRemove,
        @Nullable Boolean propagateSchemaTags)
        implements SchemaFields {
    /** Whether anything of a schema is there. */
    public boolean hasSchema() {
        return schema != null || metadata != null || ruleSet != null || references != null;
    }

    /** What is to happen to the tags inside the text. */
    public Answer<TagEdit> tagEdit() {
        return SchemaTagsJson.edit(
                Boolean.TRUE.equals(propagateSchemaTags) ? TagEdit.Propagation.YES : TagEdit.Propagation.NO,
                schemaTagsToAdd,
                schemaTagsToRemove);
    }
}
