package dev.signet.broker.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node of a Kafka cluster, as it knows itself.
 *
 * @param clusterId the id of its cluster
 * @param id its number in it
 * @param roles {@code broker}, {@code controller}, or both
 * @param kafkaVersion the release of Kafka
 * @param address how people know it
 * @param startedAt when the process started
 */
public record Node(
        String clusterId,
        int id,
        List<String> roles,
        String kafkaVersion,
        Optional<String> address,
        Instant startedAt) {
    public Node {
        roles = List.copyOf(roles);
    }
}
