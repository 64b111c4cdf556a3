package dev.signet.cli.cluster;

import dev.signet.broker.embedded.ClusterNode;
import dev.signet.cli.data.CannotStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A broker of Apache Kafka in a process of its own, started as Kafka's scripts do, with the agent's jar. Safe for use by
 * several threads.
 */
final class BrokerProcess {
    private final ClusterNode node;
    private final Process process;
    private volatile boolean stopping;

    private BrokerProcess(ClusterNode node, Process process) {
        this.node = node;
        this.process = process;
    }

    /**
     * Starts it. It may be on its way for some time.
     *
     * @param agent the agent's jar
     * @param died is told, in sentences for the user, when it ends without having been stopped
     */
    static BrokerProcess start(ClusterNode node, Path agent, Consumer<String> died) {
        ProcessBuilder builder = new ProcessBuilder(command(node, agent))
                .redirectErrorStream(true)
                .redirectOutput(console(node).toFile());
        // The settings are all in files; what the environment says to this command is not said to the brokers.
        builder.environment().keySet().removeIf(name -> name.startsWith("SIGNET_"));
        try {
            Process process = builder.start();
            Leftover.note(node, process.toHandle());
            BrokerProcess broker = new BrokerProcess(node, process);
            process.onExit().thenRun(() -> broker.ended(died));
            return broker;
        } catch (IOException e) {
            throw new CannotStart("Broker " + node.id() + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    private static List<String> command(ClusterNode node, Path agent) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A start that takes half as long is worth more here than the last bit of speed.
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            // Kafka still uses what these releases warn about.
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.add("-D" + Cluster.BROKER_LOG + "=" + log(node));
        command.add("-javaagent:" + agent + "=" + ClusterFolder.agentFile(node));
        // Kafka lies in this program's class path. The agent stands before it, so that nothing else of Signet is used.
        command.addAll(List.of("-cp", agent + File.pathSeparator + ownClassPath(), "kafka.Kafka"));
        command.add(node.settingsFile().toString());
        return command;
    }

    private static String ownClassPath() {
        return String.join(
                File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** What it logs. */
    static Path log(ClusterNode node) {
        return node.folder().resolve("broker.log");
    }

    /** What else it or its JVM has to say; begun anew at each start. */
    private static Path console(ClusterNode node) {
        return node.folder().resolve("broker.out");
    }

    private void ended(Consumer<String> died) {
        if (!stopping) {
            died.accept(obituary());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** That it has ended, and its last words. */
    String obituary() {
        List<String> words = LastLines.of(List.of(log(node), console(node)));
        return "Broker " + node.id() + " (process " + process.pid() + ") has ended with " + process.exitValue()
                + ". Its last lines (" + log(node) + "):\n  " + String.join("\n  ", words);
    }

    /** Asks it to stop. */
    void stop() {
        stopping = true;
        process.destroy();
    }

    /** Waits until it has stopped, and puts an end to it after the time. */
    void awaitStop(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
            Leftover.forget(node);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
