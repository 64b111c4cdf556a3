package dev.signet.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.schema.format.SchemaEntity;
import dev.signet.schema.format.SchemaEntity.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The records and fields that one Avro text defines, by their names, in the order of the text. */
final class TaggablePlaces {
    private final Map<SchemaEntity, ObjectNode> places = new LinkedHashMap<>();
    private final Map<String, RecordPlace> records = new LinkedHashMap<>();

    private TaggablePlaces() {}

    /**
     * A record as the text defines it.
     *
     * @param node where
     * @param namespace what names inside it belong to
     */
    private record RecordPlace(ObjectNode node, String namespace) {
        Optional<ObjectNode> field(String name) {
            for (JsonNode field : node.path("fields")) {
                if (field instanceof ObjectNode found
                        && found.path("name").asText().equals(name)) {
                    return Optional.of(found);
                }
            }
            return Optional.empty();
        }
    }

    static TaggablePlaces of(JsonNode schema) {
        TaggablePlaces places = new TaggablePlaces();
        places.collect(schema, "");
        return places;
    }

    Map<SchemaEntity, ObjectNode> all() {
        return places;
    }

    /** The place of that name, or the one that its path leads to. */
    Optional<ObjectNode> find(SchemaEntity entity) {
        String path = entity.path().startsWith(".") ? entity.path().substring(1) : entity.path();
        Optional<ObjectNode> named = Optional.ofNullable(places.get(new SchemaEntity(entity.kind(), path)));
        return named.isPresent() ? named : ledTo(entity.kind(), path);
    }

    private Optional<ObjectNode> ledTo(Kind kind, String path) {
        return records.entrySet().stream()
                .filter(start -> path.startsWith(start.getKey() + "."))
                .flatMap(start -> ledTo(
                        kind, start.getValue(), path.substring(start.getKey().length() + 1))
                        .stream())
                .findFirst();
    }

    private Optional<ObjectNode> ledTo(Kind kind, RecordPlace start, String steps) {
        Optional<RecordPlace> here = Optional.of(start);
        String[] names = steps.split("\\.", -1);
        for (int i = 0; i < names.length - 1 && here.isPresent(); i++) {
            here = inside(here.get(), names[i]);
        }
        String last = names[names.length - 1];
        return kind == Kind.FIELD
                ? here.flatMap(record -> record.field(last))
                : here.flatMap(record -> inside(record, last)).map(RecordPlace::node);
    }

    /** The record that a field holds, on its own or in arrays, maps and unions. */
    private Optional<RecordPlace> inside(RecordPlace record, String field) {
        return record.field(field).flatMap(found -> recordOf(found.path("type"), record.namespace()));
    }

    private Optional<RecordPlace> recordOf(JsonNode type, String namespace) {
        if (type.isTextual()) {
            return Optional.ofNullable(records.get(fullName(type.textValue(), namespace)));
        }
        if (type.isArray()) {
            for (JsonNode branch : type) {
                Optional<RecordPlace> found = recordOf(branch, namespace);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return switch (type.path("type").asText()) {
            case "record", "error" -> Optional.ofNullable(records.get(declaredName(type, namespace)));
            case "array" -> recordOf(type.path("items"), namespace);
            case "map" -> recordOf(type.path("values"), namespace);
            default -> type.path("type").isContainerNode() ? recordOf(type.path("type"), namespace) : Optional.empty();
        };
    }

    private void collect(JsonNode type, String namespace) {
        if (type.isArray()) {
            type.forEach(branch -> collect(branch, namespace));
        } else if (type instanceof ObjectNode object) {
            switch (object.path("type").asText()) {
                case "record", "error" -> collectRecord(object, namespace);
                case "array" -> collect(object.path("items"), namespace);
                case "map" -> collect(object.path("values"), namespace);
                default -> collect(object.path("type"), namespace);
            }
        }
    }

    private void collectRecord(ObjectNode node, String namespace) {
        String name = declaredName(node, namespace);
        int dot = name.lastIndexOf('.');
        String inner = dot < 0 ? "" : name.substring(0, dot);
        places.putIfAbsent(new SchemaEntity(Kind.RECORD, name), node);
        records.putIfAbsent(name, new RecordPlace(node, inner));
        for (JsonNode field : node.path("fields")) {
            if (field instanceof ObjectNode object) {
                places.putIfAbsent(
                        new SchemaEntity(
                                Kind.FIELD, name + "." + object.path("name").asText()),
                        object);
                collect(object.path("type"), inner);
            }
        }
    }

    private static String declaredName(JsonNode type, String namespace) {
        return fullName(type.path("name").asText(), type.path("namespace").asText(namespace));
    }

    private static String fullName(String name, String namespace) {
        return name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
    }
}
