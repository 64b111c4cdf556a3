package dev.signet.cli.cluster;

import dev.signet.broker.embedded.ClusterNode;
import dev.signet.cli.data.CannotStart;
import dev.signet.cli.data.DataFolder;
import dev.signet.cli.postgres.EmbeddedPostgres;
import dev.signet.cli.up.Ports;
import dev.signet.cli.up.RegistrySide;
import dev.signet.cli.up.Stages;
import dev.signet.cli.up.Stages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A registry in this process and brokers in processes of their own. Everything that can be seen to be impossible is seen
 * before anything is started. Safe for use by several threads.
 */
public final class Cluster implements AutoCloseable {
    /** The property of a broker's process that names the file to log to, there being no console. */
    public static final String BROKER_LOG = "signet.broker.log";

    private final Stages stages = new Stages();
    private final ClusterSettings settings;
    private final DataFolder data;
    private final ClusterFolder folder;
    private final Brokers brokers;

    private Cluster(ClusterSettings settings, DataFolder data) {
        this.settings = settings;
        this.data = data;
        this.folder = new ClusterFolder(data.resolve("cluster"), settings);
        this.brokers = new Brokers(folder.nodes(), settings.agent());
    }

    /**
     * Takes the data folder, stops brokers that a killed run has left in it, and looks whether everything can start.
     *
     * @throws CannotStart when something is in the way
     */
    public static Cluster prepare(ClusterSettings settings) {
        requireApart(settings);
        Ports.requireFree(
                "The registry",
                "--port",
                settings.common().host(),
                settings.common().port());
        DataFolder data = DataFolder.open(settings.common().data());
        try {
            if (settings.common().database().isEmpty()) {
                EmbeddedPostgres.requireUsable(data);
            }
            Cluster cluster = new Cluster(settings, data);
            cluster.requirePorts();
            cluster.folder.prepare();
            return cluster;
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static void requireApart(ClusterSettings settings) {
        int first = settings.common().kafkaPort();
        int last = first + 2 * settings.brokers() - 1;
        int port = settings.common().port();
        if (last > 65_535) {
            throw new CannotStart("The brokers need the ports from " + first + " to " + last
                    + ", and there are none above 65535: choose a lower one with --kafka-port.");
        }
        if (port >= first && port <= last) {
            throw new CannotStart("The brokers need the ports from " + first + " to " + last
                    + ", and the registry is to listen on " + port
                    + ": choose another one with --port or --kafka-port.");
        }
    }

    private void requirePorts() {
        List<ClusterNode> nodes = folder.nodes();
        nodes.forEach(Leftover::stop);
        for (ClusterNode node : nodes) {
            Ports.requireFree("Broker " + node.id(), "--kafka-port", node.host(), node.port());
            Ports.requireFree("Controller " + node.id(), "--kafka-port", "127.0.0.1", node.controllerPort());
        }
    }

    /** The folder that keeps everything. */
    public DataFolder folder() {
        return data;
    }

    /** Where clients of the cluster connect. */
    public String bootstrapServers() {
        return Brokers.bootstrapServers(folder.nodes());
    }

    /**
     * Starts everything and returns when all of it can be used.
     *
     * @param died is told, in sentences for the user, of each broker that ends by itself later on
     * @throws CannotStart when something does not start; nothing of it runs then
     */
    public void start(Consumer<String> died) {
        Stage<RegistrySide> registry =
                stages.start("registry", Duration.ofMillis(2_300), () -> RegistrySide.start(settings.common(), data));
        Stage<Brokers> running = stages.start("brokers", Duration.ofSeconds(10), () -> brokers.start(died));
        try {
            registry.await();
            running.await();
        } catch (RuntimeException e) {
            // Nobody waits for a prompt here, and nothing may stay behind.
            stages.close(Duration.ofSeconds(60));
            data.close();
            throw e;
        }
    }

    /** Stops the brokers, then the registry, then the database, and gives the folder back. */
    @Override
    public void close() {
        // Not only once they run: what is still starting need not be waited for.
        brokers.close();
        stages.close();
        data.close();
    }
}
