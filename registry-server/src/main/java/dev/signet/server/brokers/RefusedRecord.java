package dev.signet.server.brokers;

/**
 * A record that a broker refused.
 *
 * @param topic the topic that it was sent to
 * @param document all that is known of it, as text that nobody in here reads
 */
public record RefusedRecord(String topic, String document) {}
