package dev.signet.broker.report;

import dev.signet.broker.directory.DirectoryState;
import dev.signet.broker.policy.SettingsInForce;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Unresolved;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.Heartbeat.Counter;
import dev.signet.schema.rest.Heartbeat.Policy;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a node says about itself, no larger than a registry takes. For one thread at a time.
 */
final class HeartbeatWriting {

    /** Of each of the three lists; what is around them is small. */
    private static final int MOST_BYTES_OF_A_LIST = Heartbeat.MOST_BYTES / 4;

    /** Topics and clients of which something is to be told come first. */
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> !row.remarkable())
            .thenComparing(row -> row.counter().checked(), Comparator.reverseOrder());

    private final String release = Release.ofThisBuild();
    private final ValidationReport report;
    private final Situation situation;
    private final Duration interval;
    private long sequence;

    private record Row(Counter counter, boolean remarkable) {}

    HeartbeatWriting(ValidationReport report, Situation situation, Duration interval) {
        this.report = report;
        this.situation = situation;
        this.interval = interval;
    }

    /** The next heartbeat. What was refused since the one before is in it, and in none that follows. */
    Heartbeat next(Node node) {
        List<Policy> policies = policies();
        List<Policy> fewerPolicies = fitting(policies, Heartbeat.MOST_POLICIES);
        List<Counter> counters = counters();
        List<Counter> fewerCounters = fitting(counters, Heartbeat.MOST_COUNTERS);
        RefusalLog.Batch refusals = refusals();
        return new Heartbeat(
                release,
                node.kafkaVersion(),
                node.roles(),
                node.address().orElse(null),
                node.startedAt().toString(),
                sequence++,
                interval.toMillis(),
                situation.woven().getAsBoolean(),
                SettingsInForce.of(situation.defaults()),
                fewerPolicies,
                policies.size() - fewerPolicies.size(),
                caches(situation.schemas().get()),
                fewerCounters,
                counters.size() - fewerCounters.size(),
                refusals.refusals().stream().map(Refusal::json).toList(),
                (int) Math.min(refusals.lost(), Integer.MAX_VALUE));
    }

    private static Heartbeat.Caches caches(DirectoryState state) {
        boolean reachable = state.registryReachable();
        return new Heartbeat.Caches(
                state.schemas(),
                state.subjects(),
                state.oldestAnswerAge().isZero()
                        ? null
                        : state.oldestAnswerAge().toMillis(),
                state.pending(),
                reachable,
                reachable ? null : state.unreachableFor().toMillis(),
                state.diskCache().name().toLowerCase(Locale.ROOT));
    }

    private List<Policy> policies() {
        return report.counts().topics().stream()
                .flatMap(topic -> topic.policy().stream())
                .filter(policy -> !policy.isOff())
                .map(HeartbeatWriting::policy)
                .toList();
    }

    private static Policy policy(TopicPolicy policy) {
        return new Policy(
                policy.topic(),
                SettingsInForce.of(policy),
                policy.handling().unresolved() == Unresolved.ACCEPT_UNCHECKED);
    }

    private List<Counter> counters() {
        List<Row> rows = new ArrayList<>();
        for (TopicCounts topic : report.counts().topics()) {
            topic.clients().forEach((client, tally) -> rows.add(row(topic.topic(), client, tally)));
            if (topic.others().appends() > 0) {
                rows.add(row(topic.topic(), null, topic.others()));
            }
        }
        return rows.stream().sorted(ORDER).map(Row::counter).toList();
    }

    private static Row row(String topic, @Nullable String client, Tally tally) {
        return new Row(
                new Counter(
                        topic,
                        client,
                        tally.records(),
                        orNothing(tally.refused()),
                        orNothing(tally.monitored()),
                        tally.unchecked(),
                        tally.sentBack()),
                tally.isRemarkable());
    }

    private static @Nullable SortedMap<String, Long> orNothing(FaultCounts faults) {
        SortedMap<String, Long> byCause = faults.byCause();
        return byCause.isEmpty() ? null : byCause;
    }

    /** As many as fit; the rest comes with the next heartbeat. */
    private RefusalLog.Batch refusals() {
        RefusalLog.Batch untold = report.refusals().untold(Heartbeat.MOST_REFUSALS);
        List<RefusedRecordJson> json =
                untold.refusals().stream().map(Refusal::json).toList();
        int fitting = fitting(json, Heartbeat.MOST_REFUSALS).size();
        RefusalLog.Batch batch = new RefusalLog.Batch(untold.refusals().subList(0, fitting), untold.lost());
        report.refusals().tell(batch);
        return batch;
    }

    /** The first of them. */
    private static <T> List<T> fitting(List<T> all, int most) {
        int bytes = 0;
        for (int n = 0; n < all.size(); n++) {
            bytes += RestJson.bytes(all.get(n)).length + 1;
            if (n == most || bytes > MOST_BYTES_OF_A_LIST) {
                return all.subList(0, n);
            }
        }
        return all;
    }
}
