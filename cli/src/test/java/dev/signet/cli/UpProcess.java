package dev.signet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** {@code signet up} or {@code signet cluster} in a process of its own, from the class path of the test. */
final class UpProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final int kafkaPort;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private UpProcess(Process process, int port, int kafkaPort) {
        this.process = process;
        this.port = port;
        this.kafkaPort = kafkaPort;
        this.reader = new Thread(this::read, "up-output");
        reader.setDaemon(true);
        reader.start();
    }

    static UpProcess start(Path data, int port, int kafkaPort, String... more) {
        return start("up", data, port, kafkaPort, more);
    }

    static UpProcess startCluster(Path data, int port, int kafkaPort, String... more) {
        return start("cluster", data, port, kafkaPort, more);
    }

    private static UpProcess start(String name, Path data, int port, int kafkaPort, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Signet.class.getName(),
                name,
                "--data=" + data,
                "--port=" + port,
                "--kafka-port=" + kafkaPort));
        command.addAll(List.of(more));
        try {
            return new UpProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start(), port, kafkaPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(output ended: " + e.getMessage() + ")");
        }
    }

    /** Waits until it says that it is ready; throws what it said instead when it ends first. */
    UpProcess ready() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (lines.stream().noneMatch(line -> line.startsWith("Ready in "))) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError("up is not ready: " + lines);
            }
        }
        return this;
    }

    /** Runs a command of ours against it. */
    CommandRun run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add("--registry=http://127.0.0.1:" + port);
        if (arguments[0].equals("produce") || arguments[0].equals("consume")) {
            line.add("--bootstrap-server=127.0.0.1:" + kafkaPort);
        }
        return CommandRun.of(line.toArray(String[]::new));
    }

    /** Sends it what Ctrl-C sends. */
    void interrupt() throws IOException, InterruptedException {
        // A build that runs in the background ignores SIGINT, and so do its children: SIGTERM takes the same way out.
        signal(ignoresInterrupts() ? "-TERM" : "-INT");
    }

    /** Lets it answer nobody until {@link #thaw()}. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What it ended with, within the time; throws when it did not end. */
    int exitCode(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("up still runs after " + seconds + " s: " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** The first of so many ports in a row that are free. */
    static int freePorts(int count) {
        for (int attempt = 0; attempt < 50; attempt++) {
            int first = freePort();
            if (first + count <= 65_535 && IntStream.range(first, first + count).allMatch(UpProcess::isFree)) {
                return first;
            }
        }
        throw new AssertionError("there are no " + count + " free ports in a row");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
