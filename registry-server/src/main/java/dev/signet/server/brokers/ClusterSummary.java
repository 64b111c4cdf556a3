package dev.signet.server.brokers;

import java.time.Duration;
import java.time.Instant;

/**
 * A cluster of which a node has reported within the time that reports are kept.
 *
 * @param cluster its id
 * @param brokers how many nodes have
 * @param receivedAt when the last report came, by the store's clock
 * @param age how long ago that is, by the same clock
 */
public record ClusterSummary(String cluster, int brokers, Instant receivedAt, Duration age) {}
