package dev.signet.server.consistency;

import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.ServerConfig.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A registry server in a Java process of its own, which can be killed. It ends by itself when its parent does. */
final class ServerProcess {
    private static final String PORT = "serving on port ";

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** The process: serves until nobody holds its standard input any more. */
    public static void main(String[] arguments) throws IOException {
        Reading reading = ServerConfig.read(
                Map.of(
                        "signet.port", "0",
                        "signet.db.url", arguments[0],
                        "signet.db.user", "postgres",
                        "signet.db.connections", "12",
                        "signet.compatibility.level", "FULL"),
                Map.of(),
                Optional.empty());
        if (!(reading instanceof Reading.Valid valid)) {
            throw new IllegalStateException(reading.toString());
        }
        try (RegistryServer server = RegistryServer.start(valid.config())) {
            System.out.println(PORT + server.port());
            while (System.in.read() >= 0) {
                // The parent writes nothing; it closes.
            }
        }
        System.exit(0);
    }

    /** Starts one; it serves when this returns. */
    static ServerProcess start(String databaseUrl, Path log) {
        Process process = launch(databaseUrl, log);
        CompletableFuture<Integer> port = CompletableFuture.supplyAsync(() -> port(process));
        try {
            return new ServerProcess(process, URI.create("http://127.0.0.1:" + port.get(60, TimeUnit.SECONDS) + "/"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start, see " + log, failed);
        }
    }

    private static Process launch(String databaseUrl, Path log) {
        try {
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path", ""),
                            ServerProcess.class.getName(),
                            databaseUrl))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException failed) {
            throw new IllegalStateException("no Java process could be started", failed);
        }
    }

    /** Reads the port, then leaves a thread behind that reads what else the process prints, until it ends. */
    private static int port(Process process) {
        BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                if (line.startsWith(PORT)) {
                    Thread drain = new Thread(() -> printed.lines().forEach(ignored -> {}), "server-output");
                    drain.setDaemon(true);
                    drain.start();
                    return Integer.parseInt(line.substring(PORT.length()));
                }
            }
        } catch (IOException broken) {
            throw new IllegalStateException("the server went away", broken);
        }
        throw new IllegalStateException("the server ended");
    }

    URI uri() {
        return uri;
    }

    /** Kills it: no handler of its own runs. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
