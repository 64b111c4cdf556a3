package dev.signet.schema.rest;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
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
        implements SchemaFields {
    /** A text. */
    public static DiffSideJson of(SchemaText text) {
        return new DiffSideJson(
                text.text(), text.type().name(), ReferenceJson.of(text.references()), null, null, null, null, null);
    }

    /**
     * A version.
     *
     * @param version its number, or {@code latest}
     */
    public static DiffSideJson of(Subject subject, String version) {
        return new DiffSideJson(null, null, null, subject.qualified(), version, null, null, null);
    }

    /** What an id is bound to. */
    public static DiffSideJson of(SchemaId id) {
        return new DiffSideJson(null, null, null, null, null, id.value(), null, null);
    }
}
