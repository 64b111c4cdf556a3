package dev.signet.broker.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Makes the folder of a node's data ready, as Kafka's storage tool does. */
final class NodeStorage {

    private NodeStorage() {}

    /**
     * Formats the folder for a node of a cluster; does nothing where that has been done.
     *
     * @throws LogStartException if it cannot be written or belongs to another node
     */
    @SuppressWarnings("CatchingUnchecked") // run() declares Exception
    static void format(Path data, String clusterId, int nodeId) {
        try {
            new Formatter()
                    .setClusterId(clusterId)
                    .setNodeId(nodeId)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception failed) {
            throw new LogStartException(
                    "The log's folder " + data.getParent() + " cannot be formatted: " + failed.getMessage() + ".",
                    failed);
        }
    }
}
