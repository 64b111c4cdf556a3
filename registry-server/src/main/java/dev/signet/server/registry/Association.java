package dev.signet.server.registry;

import dev.signet.schema.CodePoints;
import dev.signet.schema.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A resource's use of a subject.
 *
 * @param guid its own name
 * @param resource the resource
 * @param type which part of the resource's records the subject describes
 * @param subject the subject
 * @param lifecycle how the subject lives with the resource
 * @param frozen whether it stays as it is until the resource goes
 * @param createdAt since when it is
 * @param updatedAt since when it is as it is
 */
public record Association(
        UUID guid,
        Resource resource,
        AssociationType type,
        Subject subject,
        Lifecycle lifecycle,
        boolean frozen,
        Instant createdAt,
        Instant updatedAt) {
    /** The order of lists: by namespace, name, type of the resource, type of the association. */
    public static final Comparator<Association> BY_NAME = Comparator.<Association, String>comparing(
                    found -> found.resource().namespace(), CodePoints::compare)
            .thenComparing(found -> found.resource().name(), CodePoints::compare)
            .thenComparing(found -> found.resource().type(), CodePoints::compare)
            .thenComparing(Association::type);

    Association with(Lifecycle otherLifecycle, boolean otherFrozen, Instant now) {
        return new Association(guid, resource, type, subject, otherLifecycle, otherFrozen, createdAt, now);
    }
}
