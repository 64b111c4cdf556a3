package dev.signet.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers as it is told and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    /** One answer. */
    interface Step {
        void answer(HttpExchange exchange) throws IOException;
    }

    /**
     * One request.
     *
     * @param line method and raw target
     * @param body the body
     * @param authorization the header's value, or an empty text
     */
    record Request(String line, String body, String authorization) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return requests;
    }

    ScriptedServer then(Step step) {
        steps.add(step);
        return this;
    }

    ScriptedServer then(int status, String body) {
        return then(exchange -> reply(exchange, status, body));
    }

    /** Accepts the request and never says anything. */
    ScriptedServer thenHang() {
        return then(exchange -> waitForEnd());
    }

    /** Sends the head and half of a body, then nothing. */
    ScriptedServer thenHangInTheMiddleOfTheBody() {
        return then(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            waitForEnd();
        });
    }

    /** Breaks the connection without an answer. */
    ScriptedServer thenBreak() {
        return then(HttpExchange::close);
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
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

    private void waitForEnd() {
        try {
            closing.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
