package dev.signet.server.registry;

import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A subject as a snapshot shows it.
 *
 * @param subject its name
 * @param lastVersion the highest number given away, 0 if none was
 * @param versions its versions, ascending
 */
public record SubjectState(Subject subject, int lastVersion, List<VersionRow> versions) {
    public SubjectState {
        versions = List.copyOf(versions);
    }

    /** A subject that nobody has registered anything under. */
    public static SubjectState unknown(Subject subject) {
        return new SubjectState(subject, 0, List.of());
    }

    /** The versions that a request is about, newest first. */
    List<VersionRow> newestFirst(Deleted deleted) {
        List<VersionRow> rows = new ArrayList<>(versions);
        Collections.reverse(rows);
        rows.removeIf(row -> !deleted.admits(row.deleted()));
        return rows;
    }

    Optional<VersionRow> latest(Deleted deleted) {
        return newestFirst(deleted).stream().findFirst();
    }

    Optional<VersionRow> numbered(Version version) {
        return versions.stream().filter(row -> row.version().equals(version)).findFirst();
    }

    Optional<VersionRow> selected(VersionSelector selector, Deleted deleted) {
        if (selector instanceof VersionSelector.Exact exact) {
            return numbered(exact.version()).filter(row -> deleted.admits(row.deleted()));
        }
        return latest(deleted);
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    boolean hasLive() {
        return versions.stream().anyMatch(row -> !row.deleted());
    }

    Version next() {
        return new Version(Math.addExact(lastVersion, 1));
    }
}
