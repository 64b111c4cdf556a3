package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference from one schema to another.
 *
 * @param name the type's name in the referring text
 * @param subject where the referenced schema is registered
 * @param version its version; -1 for the latest
 */
public record ReferenceJson(
        @Nullable String name,
        @Nullable String subject,
        @Nullable Integer version) {
    /** The references in their order. */
    public static List<ReferenceJson> of(List<SchemaReference> references) {
        return references.stream()
                .map(reference -> new ReferenceJson(reference.name(), reference.subject(), reference.version()))
                .toList();
    }

    static Answer<List<SchemaReference>> references(@Nullable List<ReferenceJson> given) {
        List<SchemaReference> references = new ArrayList<>();
        for (ReferenceJson reference : given == null ? List.<ReferenceJson>of() : given) {
            if (reference.name == null || reference.subject == null || reference.version == null) {
                return ErrorCode.INVALID_SCHEMA.refused(
                        "Invalid reference %s: name, subject and version are required".formatted(reference.shown()));
            }
            references.add(new SchemaReference(reference.name, reference.subject, reference.version));
        }
        return Answer.done(references);
    }

    private String shown() {
        return "{name=" + name + ", subject=" + subject + ", version=" + version + "}";
    }
}
