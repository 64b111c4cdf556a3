package dev.signet.server.brokers;

import java.time.Duration;
import java.time.Instant;

/**
 * The last report of a node.
 *
 * @param broker the node
 * @param receivedAt when it came, by the store's clock
 * @param age how long ago that is, by the same clock
 * @param receivedFrom the address that it came from
 * @param document what it says
 */
public record ReceivedReport(
        BrokerName broker, Instant receivedAt, Duration age, String receivedFrom, String document) {}
