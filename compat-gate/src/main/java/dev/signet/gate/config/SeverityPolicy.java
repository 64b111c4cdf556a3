package dev.signet.gate.config;

import dev.signet.schema.Subject;
import dev.signet.schema.export.SubjectGlob;
import java.util.List;

/**
 * Other severities than the usual ones; the first entry that fits counts.
 *
 * @param entries the entries in their order
 */
public record SeverityPolicy(List<Entry> entries) {
    /** The usual ones. */
    public static final SeverityPolicy NONE = new SeverityPolicy(List.of());

    public SeverityPolicy {
        entries = List.copyOf(entries);
    }

    /**
     * The severity of a rule for some subjects.
     *
     * @param rule the rule's name, or {@code *} for every rule
     */
    public record Entry(String rule, SubjectGlob subjects, Severity severity) {
        private boolean fits(String other, Subject subject) {
            return (rule.equals("*") || rule.equals(other)) && subjects.matches(subject);
        }
    }

    /** The severity of a rule for a subject. */
    public Severity of(String rule, Subject subject, Severity usual) {
        return entries.stream()
                .filter(entry -> entry.fits(rule, subject))
                .findFirst()
                .map(Entry::severity)
                .orElse(usual);
    }
}
