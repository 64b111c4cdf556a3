package dev.signet.cli.doctor;

import dev.signet.schema.rest.BrokerReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all there is to know of a cluster, from what must be to what is worth knowing. */
public final class Examination {
    private Examination() {}

    /**
     * What was found, in the order of the looking.
     *
     * @param clusterId the id of the cluster
     * @param kafka how Kafka describes it; empty if nobody asked Kafka
     * @param replies the last heartbeats of its nodes
     */
    public static List<Finding> of(String clusterId, Optional<KafkaCluster> kafka, List<BrokerReply> replies) {
        List<Reporter> reporters = replies.stream().map(Reporter::of).toList();
        List<Reporter> heard = reporters.stream().filter(Reporter::isHeard).toList();
        List<Finding> findings = new ArrayList<>(kafka.map(cluster -> Presence.ofAll(cluster, reporters))
                .orElseGet(() -> Presence.ofThoseHeard(clusterId, reporters)));
        findings.addAll(Agreement.among(heard));
        findings.addAll(Caches.of(heard));
        findings.addAll(Traffic.of(heard));
        return findings;
    }
}
