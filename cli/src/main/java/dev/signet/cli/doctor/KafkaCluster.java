package dev.signet.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/**
 * A cluster as Kafka describes it.
 *
 * @param id the id that Kafka gave it
 * @param nodes brokers that are up and controllers, by number
 * @param hidden why the controllers are not among them; an empty text if they are
 */
public record KafkaCluster(String id, List<KafkaNode> nodes, String hidden) {
    public KafkaCluster {
        nodes = List.copyOf(nodes);
    }

    /**
     * Asks.
     *
     * @throws KafkaSilentException if there is no answer
     */
    public static KafkaCluster describedBy(Admin admin) {
        DescribeClusterResult described = admin.describeCluster();
        String id = answer(described.clusterId());
        Map<Integer, KafkaNode> nodes = new TreeMap<>();
        for (Node node : answer(described.nodes())) {
            nodes.put(node.id(), new KafkaNode(node.id(), KafkaNode.Role.BROKER, node.host() + ":" + node.port()));
        }
        String hidden = addControllers(admin, nodes);
        return new KafkaCluster(id, new ArrayList<>(nodes.values()), hidden);
    }

    /** Clusters before KRaft, and users without the right to, are not told who the controllers are. */
    private static String addControllers(Admin admin, Map<Integer, KafkaNode> nodes) {
        try {
            QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get();
            quorum.voters()
                    .forEach(voter -> nodes.putIfAbsent(
                            voter.replicaId(),
                            new KafkaNode(voter.replicaId(), KafkaNode.Role.CONTROLLER, address(quorum, voter))));
            return "";
        } catch (ExecutionException refused) {
            return reason(refused);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static String address(QuorumInfo quorum, QuorumInfo.ReplicaState voter) {
        QuorumInfo.Node node = quorum.nodes().get(voter.replicaId());
        return node == null || node.endpoints().isEmpty()
                ? ""
                : node.endpoints().get(0).host() + ":" + node.endpoints().get(0).port();
    }

    private static <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get();
        } catch (ExecutionException failed) {
            throw new KafkaSilentException(reason(failed), failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static String reason(ExecutionException failed) {
        Throwable told = failed.getCause() == null ? failed : failed.getCause();
        return String.valueOf(told.getMessage());
    }

    private static KafkaSilentException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new KafkaSilentException("interrupted", interrupted);
    }
}
