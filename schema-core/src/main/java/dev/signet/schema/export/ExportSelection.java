package dev.signet.schema.export;

import dev.signet.schema.Subject;
import java.util.List;

/**
 * What an export is about.
 *
 * @param subjects patterns of which a subject must fit one; empty for all subjects
 * @param texts which versions carry their text
 * @param revisions whether the registry's revisions are told
 */
public record ExportSelection(List<SubjectGlob> subjects, Texts texts, Revisions revisions) {
    /** Everything. */
    public static final ExportSelection ALL = new ExportSelection(List.of(), Texts.ALL, Revisions.INCLUDED);

    public ExportSelection {
        subjects = List.copyOf(subjects);
    }

    /** Whether every subject is meant. */
    public boolean isOfAllSubjects() {
        return subjects.isEmpty();
    }

    /** Whether this subject is meant. */
    public boolean admits(Subject subject) {
        return subjects.isEmpty() || subjects.stream().anyMatch(glob -> glob.matches(subject));
    }
}
