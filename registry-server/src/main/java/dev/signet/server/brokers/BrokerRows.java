package dev.signet.server.brokers;

import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Page;
import java.util.List;

/**
 * Where reports are kept; any number of registries may share one. What is older than the bounds say is never shown, and
 * is removed when other reports come. Implementations are safe for concurrent use and throw what a
 * {@link dev.signet.server.registry.SchemaStore} throws.
 */
public interface BrokerRows {
    /**
     * Puts a report in the place of the node's last one, and its refusals beside those of others.
     *
     * @param caller where it came from
     */
    Receipt receive(Caller caller, BrokerReport report);

    /** The clusters, by id. */
    List<ClusterSummary> clusters();

    /** The nodes of a cluster, by number; fewer than the page says where they are large, none only after the last one. */
    List<ReceivedReport> brokers(String cluster, Page page);

    /** Refused records, the newest first: those that came later, and of one report the later ones. */
    List<ReceivedRefusal> refusals(RefusalFilter filter);
}
