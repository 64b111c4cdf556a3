package dev.signet.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The OpenAPI document of this build, as tests read it. */
final class OpenApiDocument {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    private final JsonNode root;

    OpenApiDocument(byte[] json) {
        try {
            root = JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static OpenApiDocument ofThisBuild() {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
            return new OpenApiDocument(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One method of one path. */
    record Operation(String method, String path, boolean outside, JsonNode item, JsonNode node) {}

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(entry -> {
            JsonNode item = entry.getValue();
            METHODS.stream()
                    .filter(item::has)
                    .forEach(method -> operations.add(
                            new Operation(method, entry.getKey(), item.has("servers"), item, item.path(method))));
        });
        return operations;
    }

    /** Every method and path; a path that does not name its servers also exists below a context. */
    SortedSet<String> table() {
        SortedSet<String> table = new TreeSet<>();
        for (Operation operation : operations()) {
            String method = operation.method().toUpperCase(java.util.Locale.ROOT) + " ";
            table.add(method + operation.path());
            if (!operation.outside()) {
                table.add(method + root.path("servers").path(1).path("url").asText() + operation.path());
            }
        }
        return table;
    }

    /** The operation that a request reaches, with the fewest parameters in its path. */
    Optional<Operation> operation(String method, String target) {
        String path = target.replaceFirst("\\?.*", "").replaceFirst("(?<=.)/$", "");
        String inside = path.replaceFirst("^/contexts/[^/]+(?=/)", "");
        return operations().stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method))
                .filter(operation ->
                        matches(operation.path(), path) || !operation.outside() && matches(operation.path(), inside))
                .min((left, right) -> Integer.compare(parameters(left.path()), parameters(right.path())));
    }

    private static boolean matches(String template, String path) {
        StringBuilder pattern = new StringBuilder();
        for (String segment : template.split("/", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "/")
                    .append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
        }
        return path.matches(pattern.toString());
    }

    private static int parameters(String template) {
        return template.length() - template.replace("{", "").length();
    }

    /** What is documented for a status; for one that is not named, what holds for any other. */
    Optional<JsonNode> response(Operation operation, int status) {
        JsonNode responses = operation.node().path("responses");
        JsonNode found = responses.path(Integer.toString(status));
        JsonNode response = found.isMissingNode() ? responses.path("default") : found;
        boolean known = !found.isMissingNode() || status >= 400;
        return known ? Optional.of(resolved(response)) : Optional.empty();
    }

    JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : root.at(ref.substring(1));
    }

    /** Why a body is not what the schema says; a field that the document does not know is a reason, too. */
    List<String> faults(JsonNode schema, JsonNode body) {
        ObjectNode closed = JSON.createObjectNode();
        closed.set("components", root.path("components").deepCopy());
        closed.path("components").path("schemas").forEach(component -> {
            if (component.has("properties")) {
                ((ObjectNode) component).put("additionalProperties", false);
            }
        });
        closed.putArray("allOf").add(schema.deepCopy());
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(closed).validate(body).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
