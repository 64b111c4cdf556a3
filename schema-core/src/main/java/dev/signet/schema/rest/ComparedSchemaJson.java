package dev.signet.schema.rest;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.compat.ComparedSchema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a comparison is known as; nothing for a text.
 *
 * @param subject the subject that it is a version of
 * @param version its number there
 * @param id its schema id
 */
public record ComparedSchemaJson(
        @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id) {
    static ComparedSchemaJson of(ComparedSchema schema) {
        return new ComparedSchemaJson(
                schema.subject().map(Subject::qualified).orElse(null),
                schema.version().map(Version::number).orElse(null),
                schema.id().map(SchemaId::value).orElse(null));
    }

    static ComparedSchema schema(@Nullable ComparedSchemaJson json) {
        return json == null
                ? ComparedSchema.TEXT
                : new ComparedSchema(
                        Optional.ofNullable(json.subject).map(Subject::parse),
                        Optional.ofNullable(json.version)
                                .filter(number -> number >= 1)
                                .map(Version::new),
                        Optional.ofNullable(json.id)
                                .filter(number -> number >= 0)
                                .map(SchemaId::new));
    }
}
