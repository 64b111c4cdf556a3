package dev.signet.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The full names of the types that a schema text defines itself, found without resolving what it refers to. */
final class DefinedNames {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

    private DefinedNames() {}

    private record Open(JsonNode type, String namespace) {}

    static Set<String> of(String text) {
        Set<String> names = new HashSet<>();
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(tree(text), ""));
        while (!open.isEmpty()) {
            Open next = open.pop();
            JsonNode type = next.type();
            if (type.isArray()) {
                type.forEach(branch -> open.push(new Open(branch, next.namespace())));
            } else if (type.isObject()) {
                String namespace = next.namespace();
                if (NAMED.contains(type.path("type").asText())) {
                    String fullName = fullName(type, namespace);
                    names.add(fullName);
                    namespace = fullName.contains(".") ? fullName.substring(0, fullName.lastIndexOf('.')) : "";
                }
                pushParts(open, type, namespace);
            }
        }
        return names;
    }

    private static void pushParts(Deque<Open> open, JsonNode type, String namespace) {
        for (String part : new String[] {"type", "items", "values"}) {
            open.push(new Open(type.path(part), namespace));
        }
        type.path("fields").forEach(field -> open.push(new Open(field.path("type"), namespace)));
    }

    private static String fullName(JsonNode type, String enclosing) {
        String name = type.path("name").asText();
        if (name.contains(".")) {
            return name;
        }
        String namespace = type.has("namespace") ? type.path("namespace").asText() : enclosing;
        return namespace.isEmpty() ? name : namespace + "." + name;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            // The parser that reads the text next says so, with the place.
            return JSON.missingNode();
        }
    }
}
