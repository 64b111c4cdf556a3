package dev.signet.broker.agent;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A node of Apache Kafka as its scripts start it, in a process of its own: nothing of Signet's but the agent's jar. */
final class StockBroker implements AutoCloseable {

    /** What the build has made. */
    static final Path AGENT_JAR = Path.of("target", "signet-broker-agent.jar").toAbsolutePath();

    private static final String STARTED = "Kafka Server started";
    private static final long DEADLINE_SECONDS = 120;

    private final Process process;
    private final Path output;

    private StockBroker(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Data and settings of a node.
     *
     * @param classPath what its JVM gets
     * @param folder where everything lies
     * @param port where clients connect
     */
    record Node(String classPath, Path folder, int port) {

        /** A new node that is broker and controller. */
        static Node combined(KafkaLine line, Path folder) throws IOException, InterruptedException {
            int port = freePort();
            int controllerPort = freePort();
            return formatted(line, folder, port, """
                    process.roles=broker,controller
                    listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%d
                    controller.quorum.voters=1@127.0.0.1:%d
                    """.formatted(port, controllerPort, port, controllerPort));
        }

        /** A new node that is a controller only. */
        static Node controller(KafkaLine line, Path folder) throws IOException, InterruptedException {
            int port = freePort();
            return formatted(line, folder, port, """
                    process.roles=controller
                    listeners=CONTROLLER://127.0.0.1:%d
                    controller.quorum.voters=1@127.0.0.1:%d
                    """.formatted(port, port));
        }

        private static Node formatted(KafkaLine line, Path folder, int port, String roles)
                throws IOException, InterruptedException {
            Node node = new Node(line.classPath(), Files.createDirectories(folder), port);
            Files.writeString(node.settings(), roles + """
                    node.id=1
                    controller.listener.names=CONTROLLER
                    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=1
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    transaction.state.log.num.partitions=1
                    group.initial.rebalance.delay.ms=0
                    log.dirs=%s
                    """.formatted(folder.resolve("data")));
            StockBroker format = run(
                    node,
                    List.of(),
                    "kafka.tools.StorageTool",
                    "format",
                    "-t",
                    "xtzWWN4bTjitpL3kfd9s5g",
                    "-c",
                    node.settings().toString());
            if (format.exitCode() != 0) {
                throw new AssertionError("the storage could not be formatted: " + format.output());
            }
            return node;
        }

        private Path settings() {
            return folder.resolve("server.properties");
        }

        /** The same with classes in front of Kafka's. */
        Node with(Path classes) {
            return new Node(classes + File.pathSeparator + classPath, folder, port);
        }

        String address() {
            return "127.0.0.1:" + port;
        }

        /** Starts it with the agent; what follows {@code -javaagent:signet-broker-agent.jar} is given whole. */
        StockBroker startWithAgent(String argument) throws IOException {
            return run(
                    this,
                    List.of("-javaagent:" + AGENT_JAR + argument),
                    "kafka.Kafka",
                    settings().toString());
        }

        StockBroker startWithoutAgent() throws IOException {
            return run(this, List.of(), "kafka.Kafka", settings().toString());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static StockBroker run(Node node, List<String> options, String mainClass, String... arguments)
            throws IOException {
        Path output = Files.createTempFile(node.folder(), "output", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx384m");
        command.addAll(options);
        command.add("-cp");
        command.add(node.classPath());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new StockBroker(process, output);
    }

    /** Waits until the node says that it runs. */
    StockBroker started() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!output().contains(STARTED)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("the node did not start: " + output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return this;
    }

    /** Everything it has said so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits until it has ended by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    /** Ends it as an operator does. */
    void stop() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
