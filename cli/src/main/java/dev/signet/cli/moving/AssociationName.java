package dev.signet.cli.moving;

import dev.signet.schema.CodePoints;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import java.util.Comparator;

/**
 * What tells an association from others.
 *
 * @param subject the subject
 * @param resource what uses it
 * @param type key or value
 */
record AssociationName(Subject subject, ExportItem.Resource resource, String type)
        implements Comparable<AssociationName> {
    /** The order of exports. */
    private static final Comparator<AssociationName> ORDER = Comparator.comparing(
                    AssociationName::subject, VersionName.SUBJECTS)
            .thenComparing(named -> named.resource().namespace(), CodePoints::compare)
            .thenComparing(named -> named.resource().name(), CodePoints::compare)
            .thenComparing(named -> named.resource().type(), CodePoints::compare)
            .thenComparing(AssociationName::type, CodePoints::compare)
            .thenComparing(named -> named.resource().id(), CodePoints::compare);

    static AssociationName of(ExportItem.OfAssociation item) {
        return new AssociationName(item.subject(), item.resource(), item.type());
    }

    @Override
    public int compareTo(AssociationName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return resource + " " + type;
    }
}
