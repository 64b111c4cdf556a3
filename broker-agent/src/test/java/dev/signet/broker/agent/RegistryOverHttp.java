package dev.signet.broker.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry that answers from a table of paths, and with "not found" for every other; it takes what it is told. */
final class RegistryOverHttp implements AutoCloseable {

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    /** A body that was put to a path. */
    record Told(String path, String body) {}

    RegistryOverHttp(String absent, Map<String, String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                take(exchange);
                return;
            }
            String body = answers.get(exchange.getRequestURI().getPath());
            reply(exchange, body == null ? 404 : 200, body == null ? absent : body);
        });
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(new Told(exchange.getRequestURI().getPath(), body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** What it has been told. */
    List<Told> told() {
        return List.copyOf(told);
    }

    private static void reply(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
