package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * A resource's use of a subject.
 *
 * @param subject the subject
 * @param guid the association's own name
 * @param resourceName the resource's name
 * @param resourceNamespace where that is unique
 * @param resourceId the resource's id
 * @param resourceType what it is: {@code topic}
 * @param associationType {@code key} or {@code value}
 * @param lifecycle STRONG or WEAK
 * @param frozen whether it is frozen; absent if that is as usual for its lifecycle
 * @param createTs since when it is, in milliseconds since 1970
 * @param updateTs since when it is as it is
 */
public record AssociationJson(
        @Nullable String subject,
        @Nullable String guid,
        @Nullable String resourceName,
        @Nullable String resourceNamespace,
        @Nullable String resourceId,
        @Nullable String resourceType,
        @Nullable String associationType,
        @Nullable String lifecycle,
        @Nullable Boolean frozen,
        @Nullable Long createTs,
        @Nullable Long updateTs) {}
