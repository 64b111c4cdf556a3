package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names in one Avro text, found without resolving them, in the order in which they appear.
 *
 * @param declared the full names of the types that the text defines, the outermost first
 * @param used the full names of the types that it only names
 */
public record TypeNames(Set<String> declared, Set<String> used) {
    /** Avro's own parser lets comments pass, too. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

    /** Reads the names of a text; a text that is not JSON has none, and the registry will say what is wrong with it. */
    public static TypeNames of(String text) {
        TypeNames names = new TypeNames(new LinkedHashSet<>(), new LinkedHashSet<>());
        try {
            names.collect(JSON.readTree(text), "");
        } catch (JsonProcessingException e) {
            return names;
        }
        names.used.removeAll(names.declared);
        return names;
    }

    private void collect(JsonNode schema, String namespace) {
        if (schema.isTextual()) {
            if (!PRIMITIVES.contains(schema.textValue())) {
                used.add(fullName(schema.textValue(), namespace));
            }
        } else if (schema.isArray()) {
            schema.forEach(branch -> collect(branch, namespace));
        } else if (schema.isObject()) {
            collectObject(schema, namespace);
        }
    }

    private void collectObject(JsonNode schema, String namespace) {
        JsonNode type = schema.path("type");
        switch (type.asText()) {
            case "record", "error" -> {
                String inner = declare(schema, namespace);
                schema.path("fields").forEach(field -> collect(field.path("type"), inner));
            }
            case "enum", "fixed" -> declare(schema, namespace);
            case "array" -> collect(schema.path("items"), namespace);
            case "map" -> collect(schema.path("values"), namespace);
            default -> collect(type, namespace);
        }
    }

    /** Notes a declared type and returns the namespace inside it. */
    private String declare(JsonNode schema, String namespace) {
        String own = schema.path("namespace").asText(namespace);
        String name = fullName(schema.path("name").asText(), own);
        declared.add(name);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static String fullName(String name, String namespace) {
        return name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
    }
}
