package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** The text of a schema with everything sorted that has no meaning in its order. */
final class Normalization {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Attributes whose place Avro's own printer decides; all others are custom properties. */
    private static final Set<String> AVRO_ATTRIBUTES = Set.of(
            "type",
            "name",
            "namespace",
            "doc",
            "aliases",
            "fields",
            "symbols",
            "size",
            "items",
            "values",
            "default",
            "order");

    private Normalization() {}

    /**
     * Canonical text with aliases and custom properties sorted.
     *
     * @param external named types that stay references
     */
    static String text(Schema schema, Map<String, Schema> external) {
        try {
            JsonNode sorted = sorted(JSON.readTree(CanonicalText.of(schema, external)));
            Schema.Parser parser = new Schema.Parser(NameValidator.UTF_VALIDATOR);
            parser.setValidateDefaults(false);
            parser.addTypes(external.values());
            return CanonicalText.of(parser.parse(JSON.writeValueAsString(sorted)), external);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Avro printed text that is not JSON", impossible);
        }
    }

    private static JsonNode sorted(JsonNode type) {
        if (type instanceof ArrayNode union) {
            ArrayNode copy = JSON.createArrayNode();
            union.forEach(branch -> copy.add(sorted(branch)));
            return copy;
        }
        return type instanceof ObjectNode object ? sortedObject(object) : type;
    }

    private static ObjectNode sortedObject(ObjectNode object) {
        ObjectNode copy = JSON.createObjectNode();
        Map<String, JsonNode> custom = new TreeMap<>();
        for (Map.Entry<String, JsonNode> attribute : object.properties()) {
            String key = attribute.getKey();
            JsonNode value = attribute.getValue();
            if (!AVRO_ATTRIBUTES.contains(key)) {
                custom.put(key, sortedValue(value));
                continue;
            }
            copy.set(
                    key,
                    switch (key) {
                        case "type", "items", "values" -> sorted(value);
                        case "fields" -> sortedFields(value);
                        case "aliases" -> sortedAliases(value);
                        default -> value;
                    });
        }
        custom.forEach(copy::set);
        return copy;
    }

    private static JsonNode sortedFields(JsonNode fields) {
        ArrayNode copy = JSON.createArrayNode();
        fields.forEach(field -> copy.add(sortedObject((ObjectNode) field)));
        return copy;
    }

    private static JsonNode sortedAliases(JsonNode aliases) {
        Collection<String> names = new TreeSet<>();
        aliases.forEach(alias -> names.add(alias.asText()));
        ArrayNode copy = JSON.createArrayNode();
        names.forEach(copy::add);
        return copy;
    }

    /** A custom property's value with its own keys sorted, however deep. */
    private static JsonNode sortedValue(JsonNode value) {
        if (value instanceof ObjectNode object) {
            Map<String, JsonNode> byKey = new TreeMap<>();
            object.properties().forEach(entry -> byKey.put(entry.getKey(), sortedValue(entry.getValue())));
            ObjectNode copy = JSON.createObjectNode();
            byKey.forEach(copy::set);
            return copy;
        }
        if (value instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(sortedValue(item)));
            return JSON.createArrayNode().addAll(items);
        }
        return value;
    }
}
