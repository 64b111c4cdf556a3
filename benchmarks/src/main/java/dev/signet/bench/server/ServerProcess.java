package dev.signet.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, so that what it uses can be told from what the load uses. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 5_000_000L;
    private static final int KIB_PER_MIB = 1024;

    private final Process process;
    private final int port;
    private final Duration untilReady;

    private ServerProcess(Process process, int port, Duration untilReady) {
        this.process = process;
        this.port = port;
        this.untilReady = untilReady;
    }

    /**
     * Starts and waits until it says that it is ready.
     *
     * @param readyPath answers 200 from then on
     * @param log gets what the process prints
     */
    static ServerProcess start(
            List<String> command, Map<String, String> environment, int port, String readyPath, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            // Whoever ends this program early must not find its servers still running.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "bench-stop"));
            while (!isReady(port, readyPath)) {
                if (!process.isAlive() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command.get(0) + " did not become ready; see " + log);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isReady(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            connection.disconnect();
            return ready;
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    /** From the start of the process to its first ready answer. */
    Duration untilReady() {
        return untilReady;
    }

    /** Processor time used so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory; 0 where the system has no /proc. */
    long residentMebibytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / KIB_PER_MIB;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
