package dev.signet.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A real HTTP server that answers as it is told and remembers what it was asked. */
public final class ScriptedServer implements AutoCloseable {
    /** One answer. */
    public interface Step {
        void answer(HttpExchange exchange) throws IOException;
    }

    /**
     * One request.
     *
     * @param line method and raw target
     * @param body the body
     * @param authorization the header's value, or an empty text
     */
    public record Request(String line, String body, String authorization) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer() throws IOException {
        this(0);
    }

    public ScriptedServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    public ScriptedServer then(Step step) {
        steps.add(step);
        return this;
    }

    public ScriptedServer then(int status, String body) {
        return then(exchange -> reply(exchange, status, body));
    }

    public ScriptedServer then(int status, String header, String value, String body) {
        return then(exchange -> {
            exchange.getResponseHeaders().set(header, value);
            reply(exchange, status, body);
        });
    }

    /** Accepts the request and never says anything. */
    public ScriptedServer thenHang() {
        return then(exchange -> waitForEnd());
    }

    /** Sends the head and half of a body, then nothing. */
    public ScriptedServer thenHangInTheMiddleOfTheBody() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            waitForEnd();
        });
    }

    /** Sends the head, then nothing. */
    public ScriptedServer thenHangBeforeTheBody() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            waitForEnd();
        });
    }

    /** Sends half of a body and breaks the connection. */
    public ScriptedServer thenBreakInTheMiddleOfTheBody() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
    }

    /** Sends a body that does not end until the client hangs up, and counts that down. */
    public ScriptedServer thenEndlessBody(Duration pauses, CountDownLatch hungUp) {
        byte[] part = new byte[pauses.isZero() ? 1 << 16 : 1];
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!waitForEnd(pauses)) {
                    exchange.getResponseBody().write(part);
                    exchange.getResponseBody().flush();
                }
            } catch (IOException gone) {
                hungUp.countDown();
            }
        });
    }

    /** Breaks the connection without an answer. */
    public ScriptedServer thenBreak() {
        return then(HttpExchange::close);
    }

    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(new Request(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                body,
                authorization == null ? "" : authorization));
        Step step = steps.poll();
        if (step == null) {
            reply(exchange, 418, "nothing is scripted");
        } else {
            step.answer(exchange);
        }
    }

    /** Returns when the server closes. */
    public void waitForEnd() {
        waitForEnd(Duration.ofDays(1));
    }

    private boolean waitForEnd(Duration longest) {
        try {
            return closing.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
