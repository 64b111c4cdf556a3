package dev.signet.gate.config;

import dev.signet.schema.Metadata;
import dev.signet.schema.Subject;
import dev.signet.schema.export.SubjectGlob;
import java.util.List;
import java.util.Optional;

/**
 * What is said about schemas beside their texts.
 *
 * @param entries by subject; the first that fits counts
 */
public record SubjectMetadata(List<Entry> entries) {
    /** Nothing is said. */
    public static final SubjectMetadata NONE = new SubjectMetadata(List.of());

    public SubjectMetadata {
        entries = List.copyOf(entries);
    }

    /** What is said about the schemas of some subjects. */
    public record Entry(SubjectGlob subjects, Metadata metadata) {}

    /** What is said about the schema of a subject; empty if nothing is. */
    public Optional<Metadata> of(Subject subject) {
        return entries.stream()
                .filter(entry -> entry.subjects().matches(subject))
                .findFirst()
                .map(Entry::metadata);
    }
}
