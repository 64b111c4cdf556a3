package dev.signet.schema.compat;

import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.Optional;

/**
 * What one side of a comparison is known as.
 *
 * @param subject the subject that it is a version of
 * @param version its number there
 * @param id its schema id
 */
public record ComparedSchema(Optional<Subject> subject, Optional<Version> version, Optional<SchemaId> id) {
    /** A text that nobody registered. */
    public static final ComparedSchema TEXT = new ComparedSchema(Optional.empty(), Optional.empty(), Optional.empty());

    /** A version of a subject. */
    public static ComparedSchema version(Subject subject, Version version, SchemaId id) {
        return new ComparedSchema(Optional.of(subject), Optional.of(version), Optional.of(id));
    }

    /** What an id is bound to. */
    public static ComparedSchema id(SchemaId id) {
        return new ComparedSchema(Optional.empty(), Optional.empty(), Optional.of(id));
    }

    /** What it is called beside another one; a subject is named where the other is of another subject. */
    public String words(ComparedSchema other, String otherwise) {
        if (version.isPresent() && subject.isPresent()) {
            String number = "version " + version.get();
            boolean sameSubject = other.subject.isEmpty() || other.subject.equals(subject);
            return sameSubject ? number : number + " of " + subject.get();
        }
        return id.map(bound -> "schema id " + bound).orElse(otherwise);
    }
}
