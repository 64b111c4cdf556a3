package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * A node of a Kafka cluster and the last that it said about itself.
 *
 * @param clusterId the cluster
 * @param brokerId the node's id in it
 * @param receivedAt when its last heartbeat came, as ISO 8601 in UTC by the registry's database
 * @param ageMillis how long ago that is, by the same clock
 * @param receivedFrom the address that it came from
 * @param heartbeat the heartbeat, without its refusals
 */
public record BrokerReply(
        @Nullable String clusterId,
        @Nullable Integer brokerId,
        @Nullable String receivedAt,
        long ageMillis,
        @Nullable String receivedFrom,
        @Nullable Heartbeat heartbeat) {}
