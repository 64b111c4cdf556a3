package dev.signet.broker.directory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.broker.RegistryTwin;
import dev.signet.client.SchemaRegistry.Deleted;
import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The registry in memory behind real HTTP, for the default context; it can fail as a whole or for one id. */
final class TwinOverHttp implements AutoCloseable {

    private final RegistryTwin registry;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean failing;
    private volatile boolean withoutAssociations;
    private volatile int poisonedId = -1;

    TwinOverHttp(RegistryTwin registry, int port) throws IOException {
        this.registry = registry;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int requests() {
        return requests.get();
    }

    void failing(boolean now) {
        failing = now;
    }

    /** Requests for this id fail from now on. */
    void poisoned(int id) {
        poisonedId = id;
    }

    /** Whoever asks may not ask for associations. */
    void withoutAssociations() {
        withoutAssociations = true;
    }

    private void answer(HttpExchange exchange) {
        requests.incrementAndGet();
        List<String> path =
                List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
        boolean poisoned = path.contains("ids") && path.contains(Integer.toString(poisonedId));
        try (exchange) {
            if (failing || poisoned) {
                reply(exchange, 503, "{\"error_code\":50001,\"message\":\"out of order\"}");
                return;
            }
            if (withoutAssociations && path.contains("associations")) {
                reply(exchange, 403, "{\"error_code\":40301,\"message\":\"not for you\"}");
                return;
            }
            Answer<String> answer =
                    body(path, String.valueOf(exchange.getRequestURI().getQuery()));
            if (answer instanceof Answer.Refused<String> refused) {
                Refusal refusal = refused.refusal();
                reply(
                        exchange,
                        refusal.code().status(),
                        "{\"error_code\":" + refusal.code().code() + ",\"message\":\"" + refusal.message() + "\"}");
            } else {
                reply(exchange, 200, answer.asOptional().orElseThrow());
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Answer<String> body(List<String> path, String query) {
        return switch (String.join("/", path.subList(0, Math.min(2, path.size())))) {
            case "subjects" ->
                registry.subjects("")
                        .map(all -> all.stream()
                                .map(each -> "\"" + each + "\"")
                                .collect(Collectors.joining(",", "[", "]")));
            case "schemas/ids" ->
                path.size() == 3
                        ? registry.schema(Context.DEFAULT, id(path))
                                .map(found -> "{\"guid\":\"" + found.guid() + "\",\"schema\":\""
                                        + found.schema().text().replace("\"", "\\\"") + "\"}")
                        : uses(id(path), query);
            case "schemas/guids" ->
                registry.ids(SchemaGuid.parse(path.get(2)).orElseThrow())
                        .map(found -> found.stream()
                                .map(each -> "{\"context\":\"" + each.context() + "\",\"id\":" + each.id() + "}")
                                .collect(Collectors.joining(",", "[", "]")));
            default -> registry.versions(Subject.parse(path.get(1))).map(Object::toString);
        };
    }

    private Answer<String> uses(SchemaId id, String query) {
        Deleted deleted = query.contains("deleted=true") ? Deleted.INCLUDED : Deleted.EXCLUDED;
        return registry.uses(Context.DEFAULT, id, deleted)
                .map(found -> found.stream()
                        .map(each -> "{\"subject\":\"" + each.subject() + "\",\"version\":" + each.version() + "}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static SchemaId id(List<String> path) {
        return new SchemaId(Integer.parseInt(path.get(2)));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
