package dev.signet.server.operation;

import dev.signet.server.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks a server over HTTP. */
final class Asking {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    Asking(RegistryServer server) {
        this.port = server.port();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** Registers a schema that nobody has registered yet if the name is new. */
    HttpResponse<String> register(String subject, String name) {
        String schema = "{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"" + name + "\\\",\\\"size\\\":4}";
        return send("POST", "/subjects/" + subject + "/versions", "{\"schema\":\"" + schema + "\"}");
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError("no answer to " + method + " " + path, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The value of a metric, labels included in the name. */
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + name));
    }

    static Duration time(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it took longer than " + patience + " until " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
