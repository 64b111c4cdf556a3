package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The associations of a resource that a request was about.
 *
 * @param resourceName the resource's name
 * @param resourceNamespace where that is unique
 * @param resourceId the resource's id
 * @param resourceType what it is
 * @param associations the associations
 */
public record AssociationReply(
        @Nullable String resourceName,
        @Nullable String resourceNamespace,
        @Nullable String resourceId,
        @Nullable String resourceType,
        @Nullable List<AssociatedSubject> associations) {
    /**
     * An association, without the resource.
     *
     * @param subject the subject
     * @param associationType {@code key} or {@code value}
     * @param lifecycle STRONG or WEAK
     * @param frozen whether it is frozen; absent if that is as usual for its lifecycle
     * @param schema the schema that came along, or that was asked for
     */
    public record AssociatedSubject(
            @Nullable String subject,
            @Nullable String associationType,
            @Nullable String lifecycle,
            @Nullable Boolean frozen,
            @Nullable SchemaReply schema) {}
}
