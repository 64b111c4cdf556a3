package dev.signet.client;

import dev.signet.schema.Answer;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.ClusterReply;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import java.util.List;
import java.util.Optional;

/**
 * What brokers that run Signet tell its registry about themselves, and what is known of them. Faults and thread-safety
 * are as in {@link SchemaRegistry}; another registry refuses all of it with
 * {@link dev.signet.schema.ErrorCode#NOT_FOUND}.
 */
public interface BrokerReports extends AutoCloseable {
    /**
     * Tells what a node says about itself. The same heartbeat may be sent again.
     *
     * @param clusterId the id that Kafka gave the cluster
     * @param brokerId the node's number in it
     * @return the heartbeat
     */
    Answer<Heartbeat> heartbeat(String clusterId, int brokerId, Heartbeat heartbeat);

    /** The clusters of which a node has sent a heartbeat within the last day, by id. */
    Answer<List<ClusterReply>> clusters();

    /** The last heartbeat of each node of a cluster, by broker id; none if the cluster is unknown. */
    Answer<List<BrokerReply>> brokers(String clusterId);

    /**
     * The records that brokers refused last, the newest first.
     *
     * @param clusterId of one cluster only
     * @param topic of one topic only
     * @param limit how many at most, 1 to 1,000
     */
    Answer<List<RefusedRecordJson>> refusals(Optional<String> clusterId, Optional<String> topic, int limit);

    @Override
    void close();
}
