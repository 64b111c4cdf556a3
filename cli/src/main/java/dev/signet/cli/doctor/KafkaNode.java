package dev.signet.cli.doctor;

/**
 * A node that Kafka names.
 *
 * @param id its number
 * @param role what it is
 * @param address host and port; an empty text if Kafka does not tell
 */
public record KafkaNode(int id, Role role, String address) {
    /** What a node is in its cluster. One that is both is a broker. */
    public enum Role {
        BROKER,
        CONTROLLER
    }
}
