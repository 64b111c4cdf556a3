package dev.signet.server.brokers;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.UnicodeText;

/**
 * A node of a Kafka cluster, broker or controller.
 *
 * @param cluster the id that Kafka gave the cluster
 * @param id the node's number in it, 0 or more
 */
public record BrokerName(String cluster, int id) {
    /** The longest cluster id, in characters; those that Kafka makes up have 22. */
    public static final int LONGEST_CLUSTER = 200;

    /** Refused if there can be no such node. */
    public static Answer<BrokerName> of(String cluster, String id) {
        if (cluster.isBlank() || cluster.length() > LONGEST_CLUSTER || !isPrintable(cluster)) {
            return ErrorCode.INVALID_HEARTBEAT.refused("A cluster id has 1 to " + LONGEST_CLUSTER
                    + " characters and no control characters; send the one" + " that Kafka gave the cluster");
        }
        if (!id.matches("\\d{1,10}") || Long.parseLong(id) > Integer.MAX_VALUE) {
            return ErrorCode.INVALID_HEARTBEAT.refused(
                    "A broker id is a whole number from 0 to " + Integer.MAX_VALUE + ", got '" + id + "'");
        }
        return Answer.done(new BrokerName(cluster, Integer.parseInt(id)));
    }

    private static boolean isPrintable(String text) {
        return UnicodeText.isWellFormed(text) && text.chars().noneMatch(Character::isISOControl);
    }
}
