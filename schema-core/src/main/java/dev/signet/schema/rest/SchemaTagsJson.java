package dev.signet.schema.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tags of a place inside a schema.
 *
 * @param schemaEntity the place
 * @param tags the tags
 */
public record SchemaTagsJson(
        @Nullable SchemaEntityJson schemaEntity, @Nullable List<String> tags) {
    /**
     * A place inside a schema.
     *
     * @param entityPath its path
     * @param entityType {@code sr_record} or {@code sr_field}
     */
    public record SchemaEntityJson(
            @Nullable String entityPath, @Nullable String entityType) {}
}
