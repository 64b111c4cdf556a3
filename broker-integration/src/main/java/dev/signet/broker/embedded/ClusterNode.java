package dev.signet.broker.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A node of a cluster of Apache Kafka whose nodes run on one machine, each in a process of its own and each both broker
 * and controller.
 *
 * @param id its number, from 1 to the size
 * @param size how many nodes the cluster has
 * @param host the address that clients connect to; controllers talk on 127.0.0.1
 * @param firstPort the port of node 1; the others follow, and after them the controllers
 * @param folder what holds its settings and, in {@code data}, its data
 */
public record ClusterNode(int id, int size, String host, int firstPort, Path folder) {

    private static final int COPIES = 3;

    public ClusterNode {
        if (id < 1 || id > size) {
            throw new IllegalArgumentException("a node of " + size + " has a number from 1, got " + id);
        }
        if (folder.toString().contains(",")) {
            throw new LogStartException("The log's folder " + folder
                    + " has a comma in its name, which Apache Kafka reads as two folders.");
        }
    }

    /** Where clients connect. */
    public int port() {
        return firstPort + id - 1;
    }

    /** Where the other nodes' controllers connect. */
    public int controllerPort() {
        return controllerPort(id);
    }

    private int controllerPort(int node) {
        return firstPort + size + node - 1;
    }

    /** Where clients of this machine connect: {@code host:port}. */
    public String bootstrapServer() {
        return BrokerSettings.address(BrokerSettings.isWildcard(host) ? "127.0.0.1" : host, port());
    }

    /** What the node is started with: Apache Kafka's settings. */
    public Path settingsFile() {
        return folder.resolve("server.properties");
    }

    /**
     * Makes data folder and settings ready for a start. What is there already stays.
     *
     * @throws LogStartException if that is not possible
     */
    public void prepare(String clusterId) {
        try {
            Files.createDirectories(folder);
            NodeStorage.format(data(), clusterId, id);
            try (OutputStream out = Files.newOutputStream(settingsFile())) {
                settings().store(out, "Written at each start.");
            }
        } catch (IOException unusable) {
            throw new LogStartException(
                    "The log's folder " + folder + " cannot be made or written (" + unusable.getMessage() + ").",
                    unusable);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** As for a cluster in earnest, but for small internal topics and no wait for further members of a group. */
    Properties settings() {
        String copies = Integer.toString(Math.min(COPIES, size));
        String insync = Integer.toString(Math.min(COPIES, size) / 2 + 1);
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, size)
                        .mapToObj(node -> node + "@127.0.0.1:" + controllerPort(node))
                        .collect(Collectors.joining(",")));
        settings.putAll(BrokerSettings.listeners(host, port(), "127.0.0.1:" + controllerPort()));
        settings.setProperty("log.dirs", data().toString());
        settings.setProperty("default.replication.factor", copies);
        settings.setProperty("min.insync.replicas", insync);
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(topic + ".replication.factor", copies);
            settings.setProperty(topic + ".num.partitions", "4");
        }
        settings.setProperty("transaction.state.log.min.isr", insync);
        settings.setProperty("share.coordinator.state.topic.min.isr", insync);
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        return settings;
    }
}
