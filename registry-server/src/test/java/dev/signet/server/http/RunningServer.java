package dev.signet.server.http;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.brokers.Brokers;
import dev.signet.server.brokers.InMemoryBrokers;
import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.http.HttpSettings.RequestLog;
import dev.signet.server.registry.ChangeSetLimits;
import dev.signet.server.registry.Export;
import dev.signet.server.registry.ExportRows;
import dev.signet.server.registry.InMemorySchemaStore;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.SchemaStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The whole HTTP side over a store in memory, on a port of its own. */
final class RunningServer implements AutoCloseable {
    static final int MAX_BODY = 64 * 1024;
    static final int THREADS = 12;

    private final HttpServer server;
    private final int port;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private RunningServer(HttpServer server) {
        this.server = server;
        this.port = server.port();
    }

    static RunningServer start() {
        return start(new InMemorySchemaStore(), ConflictCode.CURRENT);
    }

    static RunningServer start(SchemaStore store, ConflictCode conflictCode) {
        return start(store, () -> Readiness.UP, settings(0, conflictCode));
    }

    static RunningServer start(Health health) {
        return start(new InMemorySchemaStore(), health, settings(0, ConflictCode.CURRENT));
    }

    static RunningServer start(HttpSettings settings) {
        return start(new InMemorySchemaStore(), () -> Readiness.UP, settings);
    }

    static RunningServer start(SchemaStore store, HttpSettings settings) {
        return start(store, () -> Readiness.UP, settings);
    }

    static RunningServer start(SchemaStore store, ChangeSetLimits limits) {
        return start(new Registry(
                store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS.withChangeSets(limits)));
    }

    static RunningServer start(Registry registry) {
        return new RunningServer(HttpServer.start(registry, () -> Readiness.UP, settings(0, ConflictCode.CURRENT)));
    }

    private static RunningServer start(SchemaStore store, Health health, HttpSettings settings) {
        Registry registry = new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
        return new RunningServer(
                store instanceof ExportRows rows
                        ? HttpServer.start(
                                registry,
                                new Export(rows, RegistrySettings.DEFAULTS),
                                new Brokers(new InMemoryBrokers()),
                                Operations.of(health),
                                settings)
                        : HttpServer.start(registry, health, settings));
    }

    static HttpSettings settings(int port, ConflictCode conflictCode) {
        return settings(port, conflictCode, MAX_BODY);
    }

    static HttpSettings settings(int port, ConflictCode conflictCode, int maxBody) {
        return new HttpSettings(
                new HttpSettings.Listening("127.0.0.1", port, Duration.ofSeconds(1), 500),
                new HttpSettings.Bodies(maxBody, Duration.ofSeconds(2)),
                new HttpSettings.Load(THREADS, 200, Duration.ofSeconds(5)),
                new HttpSettings.Draining(Duration.ZERO, Duration.ofSeconds(2)),
                conflictCode,
                RequestLog.FAULTS);
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new AssertionError("no answer", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    HttpResponse<byte[]> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(body.isEmpty() ? request : request.header("Content-Type", MediaType.V1.text()));
    }

    /** Sends bytes as they are and returns all that comes back until the server closes. */
    String raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException alreadyAnswered) {
                // The server may answer and close before it has read everything.
            }
            return readToEnd(socket);
        }
    }

    String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.UTF_8));
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Whether new connections are taken. */
    boolean accepts() {
        try (Socket socket = connect()) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    static String readToEnd(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        try {
            for (int n = socket.getInputStream().read(part);
                    n >= 0;
                    n = socket.getInputStream().read(part)) {
                all.write(part, 0, n);
            }
        } catch (SocketException reset) {
            // What came before the reset counts.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
