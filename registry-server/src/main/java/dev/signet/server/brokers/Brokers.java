package dev.signet.server.brokers;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.UnicodeText;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of brokers: one use case a method. Safe for concurrent use. */
public final class Brokers {
    private final BrokerRows rows;

    public Brokers(BrokerRows rows) {
        this.rows = rows;
    }

    /** Takes a report in. The same one may come again. */
    public Answer<Receipt> receive(Caller caller, BrokerReport report) {
        Receipt receipt = rows.receive(caller, report);
        return receipt == Receipt.NO_ROOM
                ? ErrorCode.TOO_MANY_BROKERS.refused(
                        report.broker().id(), report.broker().cluster())
                : Answer.done(receipt);
    }

    /** The clusters of which a node has reported, by id. */
    public List<ClusterSummary> clusters() {
        return rows.clusters();
    }

    /** The nodes of a cluster that have reported, as {@link BrokerRows#brokers}; none if it is unknown. */
    public List<ReceivedReport> brokers(String cluster, Page page) {
        return UnicodeText.isWellFormed(cluster) ? rows.brokers(cluster, page) : List.of();
    }

    /** Refused records, the newest first; none of a cluster or topic that cannot be. */
    public List<ReceivedRefusal> refusals(RefusalFilter filter) {
        boolean possible = Stream.of(filter.cluster(), filter.topic())
                .flatMap(Optional::stream)
                .allMatch(UnicodeText::isWellFormed);
        return possible ? rows.refusals(filter) : List.of();
    }
}
