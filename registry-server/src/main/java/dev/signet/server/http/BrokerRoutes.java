package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.server.brokers.BrokerName;
import dev.signet.server.brokers.Brokers;
import dev.signet.server.brokers.RefusalFilter;

/** {@code /signet/v1/clusters} and {@code /signet/v1/refusals}: what brokers say, and what is known of them. */
final class BrokerRoutes {
    private static final String CLUSTERS = CatalogRoutes.PREFIX + "/clusters";

    /** Fewer where they have much to say: the store bounds their bytes. */
    private static final int MOST_BROKERS = 50;

    private static final int MOST_REFUSALS = 1_000;
    private static final String SOME_REFUSALS = "100";

    private final Brokers brokers;

    BrokerRoutes(Brokers brokers) {
        this.brokers = brokers;
    }

    void addTo(Routes routes) {
        routes.putOutside(CLUSTERS + "/{clusterId}/brokers/{brokerId}", this::receive);
        routes.getOutside(CLUSTERS, this::clusters);
        routes.getOutside(CLUSTERS + "/{clusterId}/brokers", this::brokers);
        routes.getOutside(CatalogRoutes.PREFIX + "/refusals", this::refusals);
    }

    private Answer<Reply> receive(Call call) {
        return BrokerName.of(call.path("clusterId"), call.path("brokerId"))
                .then(broker -> heartbeat(call).then(sent -> HeartbeatBodies.report(broker, sent)))
                .then(report -> brokers.receive(call.caller(), report))
                .map(receipt -> Reply.nothing());
    }

    private static Answer<Heartbeat> heartbeat(Call call) {
        return call.bodyLength() > Heartbeat.MOST_BYTES
                ? ErrorCode.BODY_TOO_LARGE.refused("A heartbeat has at most " + Heartbeat.MOST_BYTES
                        + " bytes; leave policies and counters out and say how many")
                : call.body(Heartbeat.class);
    }

    private Answer<Reply> clusters(Call call) {
        return Answer.done(Reply.json(
                brokers.clusters().stream().map(HeartbeatBodies::shown).toList()));
    }

    private Answer<Reply> brokers(Call call) {
        return call.page(MOST_BROKERS)
                .map(page -> Reply.json(brokers.brokers(call.path("clusterId"), page).stream()
                        .map(HeartbeatBodies::shown)
                        .toList()));
    }

    private Answer<Reply> refusals(Call call) {
        return limit(call)
                .map(limit -> new RefusalFilter(call.said("cluster"), call.said("topic"), limit))
                .map(filter -> Reply.json(brokers.refusals(filter).stream()
                        .map(HeartbeatBodies::shown)
                        .toList()));
    }

    private static Answer<Integer> limit(Call call) {
        String written = call.said("limit").orElse(SOME_REFUSALS);
        return written.matches("\\d{1,4}") && fits(Integer.parseInt(written))
                ? Answer.done(Integer.parseInt(written))
                : ErrorCode.MALFORMED_REQUEST.refused("The query 'limit' must be a whole number from 1 to "
                        + MOST_REFUSALS + ", got '" + written + "'");
    }

    private static boolean fits(int limit) {
        return limit >= 1 && limit <= MOST_REFUSALS;
    }
}
