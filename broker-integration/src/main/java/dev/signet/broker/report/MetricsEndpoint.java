package dev.signet.broker.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code GET /metrics} for Prometheus on an address of its own, over the JDK's server. Everybody who reaches the address
 * may read it. Safe for use by many threads.
 */
public final class MetricsEndpoint implements AutoCloseable {

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 16;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private MetricsEndpoint(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts listening.
     *
     * @param address where; port 0 for any that is free
     * @param text what is answered
     * @throws IllegalArgumentException if nothing can listen there; one sentence
     */
    public static MetricsEndpoint start(InetSocketAddress address, Supplier<String> text) {
        try {
            HttpServer server = HttpServer.create(address, MOST_WAITING);
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    MetricsEndpoint::daemon);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(exchange, text));
            // its own thread is made here, and is a daemon only if this one is
            Thread starting = daemon(server::start);
            starting.start();
            starting.join();
            return new MetricsEndpoint(server, threads);
        } catch (IOException | LinkageError | UnresolvedAddressException unable) {
            throw new IllegalArgumentException(
                    "Signet's metrics cannot be served on " + address + ": " + unable, unable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "signet-metrics");
        thread.setDaemon(true);
        return thread;
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI().getPath().equals("/metrics");
            boolean reads = exchange.getRequestMethod().equals("GET");
            if (!known || !reads) {
                exchange.sendResponseHeaders(known ? 405 : 404, -1);
                return;
            }
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The port listened on, also where any free one was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
