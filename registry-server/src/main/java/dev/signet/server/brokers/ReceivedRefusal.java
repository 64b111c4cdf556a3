package dev.signet.server.brokers;

/**
 * A refused record and the broker that told of it.
 *
 * @param broker the broker
 * @param refusal the record
 */
public record ReceivedRefusal(BrokerName broker, RefusedRecord refusal) {}
