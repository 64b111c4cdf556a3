package dev.signet.schema.format;

import java.util.List;

/**
 * Tags of one place inside a schema.
 *
 * @param entity the place
 * @param tags the tags
 */
public record EntityTags(SchemaEntity entity, List<String> tags) {
    public EntityTags {
        tags = List.copyOf(tags);
    }
}
