package dev.signet.cli.cluster;

import dev.signet.cli.up.UpSettings;
import java.nio.file.Path;

/**
 * What the cluster is asked for.
 *
 * @param common registry, data folder and topics, as for a single log; the log's port is the one of the first broker
 * @param brokers how many brokers there are
 * @param agent the agent's jar
 */
public record ClusterSettings(UpSettings common, int brokers, Path agent) {}
