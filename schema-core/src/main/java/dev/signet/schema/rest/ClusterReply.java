package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster of which a node has sent a heartbeat within the last day.
 *
 * @param clusterId the id that Kafka gave it
 * @param brokers how many nodes have
 * @param receivedAt when the last heartbeat came, as ISO 8601 in UTC by the registry's database
 * @param ageMillis how long ago that is, by the same clock
 */
public record ClusterReply(
        @Nullable String clusterId, int brokers, @Nullable String receivedAt, long ageMillis) {}
