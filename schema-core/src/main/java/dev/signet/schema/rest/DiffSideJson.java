package dev.signet.schema.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.signet.schema.SchemaText;
import dev.signet.schema.SchemaType;
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
 */
public record DiffSideJson(
        @Nullable String schema,

        @JsonDeserialize(using = ScalarAsText.class) @Nullable
        String schemaType,

        @Nullable List<ReferenceJson> references,
        @Nullable String subject,

        @JsonDeserialize(using = ScalarAsText.class) @Nullable
        String version,

        @Nullable Integer id)
        implements SchemaFields {
    /** A text. */
    public static DiffSideJson of(SchemaText text) {
        return new DiffSideJson(
                text.text(),
                text.type() == SchemaType.AVRO ? null : text.type().name(),
                ReferenceJson.of(text.references()),
                null,
                null,
                null);
    }

    @Override
    public @Nullable MetadataJson metadata() {
        return null;
    }

    @Override
    public @Nullable RuleSetJson ruleSet() {
        return null;
    }
}
