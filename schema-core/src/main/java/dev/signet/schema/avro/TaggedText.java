package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.format.EntityTags;
import dev.signet.schema.format.SchemaEntity;
import dev.signet.schema.format.SchemaEntity.Kind;
import dev.signet.schema.format.TagEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One Avro text with the tags of its records and fields, which stand in the property {@code confluent:tags}. A place is
 * named by the full name of its record and, for a field, the field's name ({@code com.x.User.name}); a dot may stand
 * before it, and it may also lead from an outer record through its fields ({@code com.x.Order.buyer.name}). Places in
 * referenced schemas belong to those. Not safe for concurrent use.
 */
final class TaggedText {
    private static final String PROPERTY = "confluent:tags";
    private static final int PLACES_NAMED = 20;

    /** Nothing but tags may change, so numbers keep their digits. Avro's own parser lets comments pass, too. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode root;
    private final TaggablePlaces places;

    private TaggedText(JsonNode root) {
        this.root = root;
        this.places = TaggablePlaces.of(root);
    }

    /** Empty if the text is not JSON. */
    static Optional<TaggedText> of(String text) {
        try {
            return Optional.of(new TaggedText(JSON.readTree(text)));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    List<EntityTags> tags() {
        List<EntityTags> found = new ArrayList<>();
        places.all().forEach((entity, node) -> {
            Set<String> tags = tags(node);
            if (!tags.isEmpty()) {
                found.add(new EntityTags(entity, List.copyOf(tags)));
            }
        });
        return found;
    }

    /** The text after the edit; refused if it names a place that is not here. */
    Answer<String> edited(List<EntityTags> inherited, TagEdit edit) {
        for (EntityTags tagged : inherited) {
            places.find(tagged.entity()).ifPresent(node -> add(node, tagged.tags()));
        }
        for (EntityTags tagged : edit.toAdd()) {
            Optional<ObjectNode> node = places.find(tagged.entity());
            if (node.isEmpty()) {
                return unknown(tagged.entity()).answer();
            }
            add(node.get(), tagged.tags());
        }
        for (EntityTags tagged : edit.toRemove()) {
            Optional<ObjectNode> node = places.find(tagged.entity());
            if (node.isEmpty()) {
                return unknown(tagged.entity()).answer();
            }
            remove(node.get(), tagged.tags());
        }
        return Answer.done(root.toString());
    }

    private Refusal unknown(SchemaEntity entity) {
        List<String> known = places.all().keySet().stream()
                .filter(place -> place.kind() == entity.kind())
                .map(SchemaEntity::path)
                .limit(PLACES_NAMED)
                .toList();
        String kind = entity.kind() == Kind.RECORD ? "record" : "field";
        return ErrorCode.INVALID_SCHEMA.refusal("The schema has no %s '%s' that could carry tags; name one of %s"
                .formatted(kind, entity.path(), known));
    }

    private static Set<String> tags(ObjectNode node) {
        Set<String> tags = new LinkedHashSet<>();
        if (node.get(PROPERTY) instanceof ArrayNode present) {
            present.forEach(tag -> tags.add(tag.asText()));
        }
        return tags;
    }

    private static void add(ObjectNode node, Collection<String> wanted) {
        Set<String> tags = tags(node);
        tags.addAll(wanted);
        put(node, tags);
    }

    private static void remove(ObjectNode node, Collection<String> unwanted) {
        Set<String> tags = tags(node);
        unwanted.forEach(tags::remove);
        put(node, tags);
    }

    private static void put(ObjectNode node, Set<String> tags) {
        if (tags.isEmpty()) {
            node.remove(PROPERTY);
            return;
        }
        ArrayNode list = node.putArray(PROPERTY);
        tags.forEach(list::add);
    }
}
