package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.brokers.Brokers;
import dev.signet.server.brokers.InMemoryBrokers;
import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.http.OpenApiDocument.Operation;
import dev.signet.server.registry.Export;
import dev.signet.server.registry.InMemorySchemaStore;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The document says what the server does: no route more or less, and every reply of the golden stories fits. */
@Timeout(60)
class OpenApiIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final List<String> STORIES = List.of(
            "register.http",
            "versions.http",
            "ids.http",
            "delete.http",
            "compatibility.http",
            "config-and-mode.http",
            "contexts.http",
            "server.http",
            "catalog.http",
            "changes.http",
            "diff.http",
            "impact.http",
            "brokers.http",
            "reserved-fields.http",
            "tags.http",
            "references.http",
            "associations.http",
            "associations-batch.http",
            "modes.http",
            "settings.http",
            "lists.http");

    private final OpenApiDocument document = OpenApiDocument.ofThisBuild();

    @Test
    void every_route_is_documented_and_nothing_else_is() {
        Registry registry =
                new Registry(new InMemorySchemaStore(), new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
        ChangeSetDoor door = new ChangeSetDoor(1, new BodyMemory(1), registry.changeSetLimits());
        Routes routes = HttpServer.routes(registry, Operations.of(() -> Readiness.UP), door);
        new ExportRoutes(new Export((selection, reader) -> {}, RegistrySettings.DEFAULTS)).addTo(routes);
        new BrokerRoutes(new Brokers(new InMemoryBrokers())).addTo(routes);

        assertThat(document.table()).isEqualTo(routes.table());
    }

    @Test
    void the_document_is_well_formed() {
        assertThat(document.root().path("openapi").asText()).startsWith("3.1");
        assertThat(document.root().at("/info/title").asText()).isNotEmpty();
        assertThat(document.root().at("/info/version").asText()).isNotEmpty().doesNotContain("${");
        Set<String> ids = new HashSet<>();
        for (Operation operation : document.operations()) {
            String name = operation.method() + " " + operation.path();
            assertThat(ids.add(operation.node().path("operationId").asText()))
                    .as(name)
                    .isTrue();
            assertThat(operation.node().path("summary").asText()).as(name).isNotEmpty();
            assertThat(pathParameters(operation)).as(name).isEqualTo(named(operation.path()));
            operation
                    .node()
                    .path("responses")
                    .forEach(response -> assertThat(document.resolved(response)
                                    .path("description")
                                    .asText())
                            .as(name)
                            .isNotEmpty());
        }
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_used() {
        Set<String> references = new HashSet<>(document.root().findValuesAsText("$ref"));
        Set<String> components = new HashSet<>();
        document.root()
                .path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name)));

        assertThat(references).isEqualTo(components);
    }

    @Test
    void every_example_is_one() {
        for (Operation operation : document.operations()) {
            operation
                    .node()
                    .path("responses")
                    .forEach(response -> response.path("content").forEach(content -> {
                        if (content.has("example")) {
                            assertThat(document.faults(content.path("schema"), content.path("example")))
                                    .as(operation.path())
                                    .isEmpty();
                        }
                    }));
        }
    }

    @Test
    void the_server_serves_it_as_json() throws IOException {
        try (RunningServer server = RunningServer.start()) {
            HttpResponse<byte[]> response = server.send("GET", "/openapi.json", "");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("application/json");
            assertThat(JSON.readTree(response.body())).isEqualTo(document.root());
        }
    }

    @Test
    void every_reply_of_the_golden_stories_is_as_documented() throws IOException {
        List<String> faults = new ArrayList<>();
        Set<String> reached = new HashSet<>();
        for (String story : STORIES) {
            try (RunningServer server = RunningServer.start(new InMemorySchemaStore(), ConflictCode.CURRENT)) {
                for (GoldenExchange exchange : GoldenExchange.story(story)) {
                    HttpResponse<byte[]> response = sent(server, exchange);
                    document.operation(exchange.method(), exchange.path()).ifPresent(operation -> {
                        reached.add(operation.node().path("operationId").asText());
                        faults(operation, response)
                                .forEach(fault -> faults.add(story + ", " + exchange.name() + ": " + fault));
                    });
                }
            }
        }

        assertThat(faults).isEmpty();
        assertThat(reached).contains("register", "getVersion", "getSchema", "changeConfigSubject", "search", "origin");
        assertThat(reached).hasSizeGreaterThan(document.operations().size() * 3 / 4);
    }

    private List<String> faults(Operation operation, HttpResponse<byte[]> response) {
        Optional<JsonNode> documented = document.response(operation, response.statusCode());
        if (documented.isEmpty()) {
            return List.of("status " + response.statusCode() + " is not documented");
        }
        JsonNode schema =
                documented.get().path("content").path(MediaType.V1.text()).path("schema");
        boolean text = schema.path("type").asText().equals("string");
        if (response.body().length == 0 || text) {
            return List.of();
        }
        try {
            return document.faults(schema, JSON.readTree(response.body()));
        } catch (IOException malformed) {
            return List.of("the body is not JSON: " + malformed.getMessage());
        }
    }

    private static HttpResponse<byte[]> sent(RunningServer server, GoldenExchange exchange) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(exchange.path()))
                .method(
                        exchange.method(),
                        exchange.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(exchange.body()));
        exchange.headers().forEach(request::setHeader);
        return server.send(request);
    }

    private Set<String> pathParameters(Operation operation) {
        Set<String> names = new HashSet<>();
        operation.item().path("parameters").forEach(parameter -> {
            JsonNode resolved = document.resolved(parameter);
            assertThat(resolved.path("in").asText()).isEqualTo("path");
            names.add(resolved.path("name").asText());
        });
        return names;
    }

    private static Set<String> named(String path) {
        Set<String> names = new HashSet<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
