package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.schema.format.Bound;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text defines and names, read from its JSON alone: no name is resolved and nothing recurses, so that a text can
 * be measured before Avro's parser sees it.
 */
final class Outline {
    /** Avro's own parser lets comments pass, too. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

    private final Shape root = new Shape();
    private final Map<String, Shape> definitions = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Map<Bound, Integer> most = new EnumMap<>(Bound.class);
    private final Deque<Part> open = new ArrayDeque<>();

    /** A type as far as its JSON shows it: a named one has a name, one that is only named no parts. */
    static final class Shape {
        private String name = "";
        private List<Shape> parts = List.of();

        String name() {
            return name;
        }

        List<Shape> parts() {
            return parts;
        }
    }

    private record Part(JsonNode json, String namespace, Shape shape) {}

    private Outline() {}

    /**
     * Reads a text.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    static Outline of(String text) throws JsonProcessingException {
        Outline outline = new Outline();
        outline.open.push(new Part(JSON.readTree(text), "", outline.root));
        while (!outline.open.isEmpty()) {
            outline.take(outline.open.pop());
        }
        outline.used.removeAll(outline.definitions.keySet());
        return outline;
    }

    Shape root() {
        return root;
    }

    /** The types that the text defines, by full name, the outermost first. */
    Map<String, Shape> definitions() {
        return definitions;
    }

    /** The full names of the types that it only names. */
    Set<String> used() {
        return used;
    }

    /** The most fields, symbols, branches or characters of a name that one part of the text has. */
    int most(Bound bound) {
        return most.getOrDefault(bound, 0);
    }

    private void take(Part part) {
        JsonNode json = part.json();
        if (json.isTextual()) {
            if (!PRIMITIVES.contains(json.textValue())) {
                part.shape().name = fullName(json.textValue(), part.namespace());
                used.add(part.shape().name);
            }
        } else if (json.isArray()) {
            count(Bound.BRANCHES, json.size());
            descend(part.shape(), json, part.namespace());
        } else if (json.isObject()) {
            takeObject(part, json);
        }
    }

    private void takeObject(Part part, JsonNode json) {
        JsonNode type = json.path("type");
        switch (type.asText()) {
            case "record", "error" -> {
                define(part, json);
                takeFields(part.shape(), json.path("fields"));
            }
            case "enum" -> {
                define(part, json);
                JsonNode symbols = json.path("symbols");
                count(Bound.SYMBOLS, symbols.size());
                symbols.forEach(symbol -> count(Bound.NAME, symbol.asText().length()));
            }
            case "fixed" -> define(part, json);
            case "array" -> descend(part.shape(), List.of(json.path("items")), part.namespace());
            case "map" -> descend(part.shape(), List.of(json.path("values")), part.namespace());
            default -> open.push(new Part(type, part.namespace(), part.shape()));
        }
    }

    private void takeFields(Shape record, JsonNode fields) {
        count(Bound.FIELDS, fields.size());
        List<JsonNode> types = new ArrayList<>(fields.size());
        for (JsonNode field : fields) {
            count(Bound.NAME, field.path("name").asText().length());
            countAliases(field);
            types.add(field.path("type"));
        }
        int dot = record.name.lastIndexOf('.');
        descend(record, types, dot < 0 ? "" : record.name.substring(0, dot));
    }

    private void descend(Shape shape, Iterable<JsonNode> types, String namespace) {
        List<Shape> parts = new ArrayList<>();
        List<Part> pending = new ArrayList<>();
        for (JsonNode type : types) {
            Shape part = new Shape();
            parts.add(part);
            pending.add(new Part(type, namespace, part));
        }
        shape.parts = parts;
        Collections.reverse(pending);
        pending.forEach(open::push);
    }

    private void define(Part part, JsonNode json) {
        String namespace = json.path("namespace").asText(part.namespace());
        part.shape().name = fullName(json.path("name").asText(), namespace);
        definitions.putIfAbsent(part.shape().name, part.shape());
        count(Bound.NAME, part.shape().name.length());
        countAliases(json);
    }

    private void countAliases(JsonNode named) {
        named.path("aliases").forEach(alias -> count(Bound.NAME, alias.asText().length()));
    }

    private void count(Bound bound, int value) {
        most.merge(bound, value, Math::max);
    }

    static String fullName(String name, String namespace) {
        return name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
    }
}
