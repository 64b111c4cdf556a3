package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.SchemaEntity;
import dev.signet.schema.format.SchemaEntity.Kind;
import dev.signet.schema.format.TagEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The tags in their order. */
    public static List<SchemaTagsJson> of(List<EntityTags> tags) {
        return tags.stream()
                .map(tagged -> new SchemaTagsJson(
                        new SchemaEntityJson(
                                tagged.entity().path(), tagged.entity().kind().written()),
                        tagged.tags()))
                .toList();
    }

    static Answer<List<EntityTags>> entityTags(@Nullable List<SchemaTagsJson> given) {
        List<EntityTags> tags = new ArrayList<>();
        for (SchemaTagsJson tagged : given == null ? List.<SchemaTagsJson>of() : given) {
            Optional<SchemaEntity> entity = tagged.entity();
            if (entity.isEmpty() || tagged.tags == null || tagged.tags.isEmpty()) {
                return ErrorCode.INVALID_SCHEMA.refused(
                        "Invalid schema tags %s: tags and a schemaEntity with an entityPath and the entityType sr_record or sr_field are required"
                                .formatted(tagged.shown()));
            }
            tags.add(new EntityTags(entity.get(), tagged.tags));
        }
        return Answer.done(tags);
    }

    /** What is to happen to tags, as two lists of a request say it. */
    static Answer<TagEdit> edit(
            TagEdit.Propagation propagation,
            @Nullable List<SchemaTagsJson> toAdd,
            @Nullable List<SchemaTagsJson> toRemove) {
        return entityTags(toAdd)
                .then(added -> entityTags(toRemove).map(removed -> new TagEdit(propagation, added, removed)));
    }

    private String shown() {
        String place = schemaEntity == null
                ? ""
                : "entityPath=" + schemaEntity.entityPath + ", entityType=" + schemaEntity.entityType + ", ";
        return "{" + place + "tags=" + tags + "}";
    }

    private Optional<SchemaEntity> entity() {
        if (schemaEntity == null || schemaEntity.entityPath == null || schemaEntity.entityType == null) {
            return Optional.empty();
        }
        String path = schemaEntity.entityPath;
        return Kind.named(schemaEntity.entityType).map(kind -> new SchemaEntity(kind, path));
    }
}
