package dev.signet.cli.moving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands before a registry and makes it look like another one, or like one that fails in the middle. */
public final class Middleman implements AutoCloseable {
    private static final Pattern NEW_FIELDS =
            Pattern.compile(",\"(ts\":\\d+|deleted\":(true|false)|guid\":\"[-0-9a-f]+\")");

    private final URI behind;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger postsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean foreign;
    private volatile boolean old;

    public Middleman(URI behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::forward);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Knows the shared contract only. */
    public Middleman foreign() {
        foreign = true;
        return this;
    }

    /** Knows neither lists of versions nor the newer fields. */
    public Middleman old() {
        foreign = true;
        old = true;
        return this;
    }

    /** Fails once that many schemas were registered. */
    public Middleman failingAfter(int posts) {
        postsLeft.set(posts);
        return this;
    }

    /** How many requests there were that change something. */
    public int writes() {
        return writes.get();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestMethod().equals("GET")) {
            writes.incrementAndGet();
        }
        if ((foreign && path.equals("/export")) || (old && path.equals("/schemas"))) {
            answer(
                    exchange,
                    404,
                    "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    "application/json");
        } else if (exchange.getRequestMethod().equals("POST") && postsLeft.decrementAndGet() < 0) {
            exchange.close();
        } else {
            pass(exchange, body);
        }
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            byte[] said = response.body();
            if (old && exchange.getRequestMethod().equals("GET")) {
                String text = new String(said, java.nio.charset.StandardCharsets.UTF_8);
                said = NEW_FIELDS.matcher(text).replaceAll("").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
            answer(
                    exchange,
                    response.statusCode(),
                    said,
                    response.headers().firstValue("content-type").orElse(""));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
