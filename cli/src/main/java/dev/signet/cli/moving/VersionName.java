package dev.signet.cli.moving;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.export.ExportItem;
import java.util.Comparator;

/**
 * What names a version everywhere.
 *
 * @param subject its subject
 * @param version its number
 */
record VersionName(Subject subject, Version version) implements Comparable<VersionName> {
    /** The order of exports: by context, then name. */
    static final Comparator<Subject> SUBJECTS =
            Comparator.comparing(Subject::context).thenComparing(subject -> Subject.of(subject.name()));

    private static final Comparator<VersionName> ORDER =
            Comparator.comparing(VersionName::subject, SUBJECTS).thenComparing(VersionName::version);

    static VersionName of(ExportItem.OfVersion item) {
        return new VersionName(item.subject(), item.version());
    }

    /** What a reference of a schema in this subject points at. */
    VersionName behind(SchemaReference reference) {
        return new VersionName(
                Subject.parse(reference.subject(), subject.context()), new Version(Math.max(1, reference.version())));
    }

    @Override
    public int compareTo(VersionName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return subject.qualified() + " version " + version;
    }
}
