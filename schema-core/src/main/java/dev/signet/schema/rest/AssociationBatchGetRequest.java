package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several questions for the associations of a resource.
 *
 * @param requests the questions
 */
public record AssociationBatchGetRequest(@Nullable List<Question> requests) {
    /**
     * One question, by id or by name.
     *
     * @param resourceName the resource's name
     * @param resourceNamespace where that is unique
     * @param resourceId the resource's id
     * @param resourceType what it is; {@code topic}, also when absent
     * @param associationTypes {@code key}, {@code value}; both when absent
     * @param lifecycle STRONG or WEAK; both when absent
     */
    public record Question(
            @Nullable String resourceName,
            @Nullable String resourceNamespace,
            @Nullable String resourceId,
            @Nullable String resourceType,
            @Nullable List<String> associationTypes,
            @Nullable String lifecycle) {}
}
