package dev.signet.cli.cluster;

import dev.signet.broker.embedded.ClusterNode;
import dev.signet.broker.embedded.LogStartException;
import dev.signet.cli.data.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** What a cluster keeps: who it is, and a folder for each broker. */
final class ClusterFolder {
    private static final String CLUSTER_ID = "cluster.id";
    private static final String BROKERS = "brokers";

    private final Path path;
    private final ClusterSettings settings;

    ClusterFolder(Path path, ClusterSettings settings) {
        this.path = path;
        this.settings = settings;
    }

    /** The brokers, whether anything of them is there yet or not. */
    List<ClusterNode> nodes() {
        return IntStream.rangeClosed(1, settings.brokers())
                .mapToObj(id -> new ClusterNode(
                        id,
                        settings.brokers(),
                        settings.common().host(),
                        settings.common().kafkaPort(),
                        path.resolve("broker-" + id)))
                .toList();
    }

    /**
     * Makes each broker's folder ready for a start, the first time with a new cluster id.
     *
     * @throws CannotStart if the folder holds another cluster or cannot be written
     */
    void prepare() {
        try {
            Files.createDirectories(path);
            String clusterId = stamp().getProperty(CLUSTER_ID);
            for (ClusterNode node : nodes()) {
                node.prepare(clusterId);
                store(agentSettings(node), agentFile(node));
            }
        } catch (LogStartException e) {
            throw new CannotStart(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotStart("The cluster's folder " + path + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Where the settings of a broker's agent are. */
    static Path agentFile(ClusterNode node) {
        return node.folder().resolve("agent.properties");
    }

    private Properties stamp() throws IOException {
        Path file = path.resolve("cluster.properties");
        Properties stamp = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                stamp.load(in);
            }
            requireSameSize(stamp.getProperty(BROKERS));
            return stamp;
        }
        stamp.setProperty(CLUSTER_ID, Uuid.randomUuid().toString());
        stamp.setProperty(BROKERS, Integer.toString(settings.brokers()));
        store(stamp, file);
        return stamp;
    }

    private void requireSameSize(String brokers) {
        if (!Integer.toString(settings.brokers()).equals(brokers)) {
            throw new CannotStart("The cluster in " + path + " has " + brokers + " brokers, not " + settings.brokers()
                    + ": start it with --brokers " + brokers + ", or choose another folder with --data.");
        }
    }

    private Properties agentSettings(ClusterNode node) {
        Properties agent = new Properties();
        agent.putAll(settings.common().topicDefaults().settings());
        agent.setProperty("signet.registry.url", settings.common().registry().toString());
        agent.setProperty("signet.cache.dir", node.folder().resolve("schemas").toString());
        return agent;
    }

    private static void store(Properties properties, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            properties.store(out, "Written by signet cluster.");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
