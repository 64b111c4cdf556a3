package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.schema.format.SchemaTerms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the names, fields and docs of one Avro text. */
final class TermWalk {
    private static final JsonMapper JSON = new JsonMapper();

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final List<String> docs = new ArrayList<>();

    private TermWalk() {}

    static SchemaTerms of(String text) {
        TermWalk walk = new TermWalk();
        try {
            walk.collect(JSON.readTree(text), "");
        } catch (JsonProcessingException notJson) {
            return SchemaTerms.NONE;
        }
        return new SchemaTerms(List.copyOf(walk.names), List.copyOf(walk.fields), walk.docs);
    }

    private void collect(JsonNode schema, String namespace) {
        if (schema.isArray()) {
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
                schema.path("fields").forEach(field -> collectField(field, inner));
            }
            case "enum", "fixed" -> declare(schema, namespace);
            case "array" -> collect(schema.path("items"), namespace);
            case "map" -> collect(schema.path("values"), namespace);
            default -> collect(type, namespace);
        }
    }

    private void collectField(JsonNode field, String namespace) {
        fields.add(field.path("name").asText());
        note(field);
        collect(field.path("type"), namespace);
    }

    /** Notes a type and returns the namespace inside it. */
    private String declare(JsonNode schema, String namespace) {
        String name = Outline.fullName(
                schema.path("name").asText(), schema.path("namespace").asText(namespace));
        names.add(name);
        note(schema);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private void note(JsonNode described) {
        String doc = described.path("doc").asText();
        if (!doc.isBlank()) {
            docs.add(doc);
        }
    }
}
