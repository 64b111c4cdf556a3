package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to the associations of a resource.
 *
 * @param resourceName the resource's name
 * @param resourceNamespace where that is unique
 * @param resourceId the resource's id
 * @param resourceType what it is; {@code topic}, also when absent
 * @param associations what is to happen
 */
public record AssociationRequest(
        @Nullable String resourceName,
        @Nullable String resourceNamespace,
        @Nullable String resourceId,
        @Nullable String resourceType,
        @Nullable List<Operation> associations) {
    /**
     * One thing that is to happen. In a batch its {@code opType} says what; else the route does.
     *
     * @param opType CREATE, UPSERT or DELETE
     * @param subject the subject
     * @param associationType {@code key} or {@code value}, which it is when absent; of a DELETE: all when absent
     * @param lifecycle STRONG or WEAK
     * @param frozen whether it is frozen
     * @param schema a schema that is registered under the subject
     * @param normalize whether that is normalised
     * @param cascadeLifecycle of a DELETE: whether owned subjects go, too
     */
    public record Operation(
            @Nullable String opType,
            @Nullable String subject,
            @Nullable String associationType,
            @Nullable String lifecycle,
            @Nullable Boolean frozen,
            @Nullable RegisterRequest schema,
            @Nullable Boolean normalize,
            @Nullable Boolean cascadeLifecycle) {}
}
