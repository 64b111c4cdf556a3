package dev.signet.server.brokers;

import dev.signet.schema.UnicodeText;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reports of brokers in memory, with a clock that a test can put forward. Safe for concurrent use. */
public final class InMemoryBrokers implements BrokerRows {
    private final BrokerBounds bounds;
    private final Map<BrokerName, Received> reports = new LinkedHashMap<>();
    private final List<Refused> refusals = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    private record Received(BrokerReport report, String from, Instant at) {}

    private record Refused(ReceivedRefusal refusal, Instant at) {
        String cluster() {
            return refusal.broker().cluster();
        }

        String topic() {
            return refusal.refusal().topic();
        }
    }

    public InMemoryBrokers() {
        this(BrokerBounds.DEFAULTS);
    }

    public InMemoryBrokers(BrokerBounds bounds) {
        this.bounds = bounds;
    }

    /** Lets everything become older. */
    synchronized void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public synchronized Receipt receive(Caller caller, BrokerReport report) {
        Instant now = now();
        reports.values().removeIf(known -> isOld(known.at()));
        refusals.removeIf(known -> isOld(known.at()));
        Received known = reports.get(report.broker());
        if (known != null
                && report.isKnownAfter(
                        known.report().startedAt(), known.report().sequence(), Duration.between(known.at(), now))) {
            return Receipt.KNOWN;
        }
        if (known == null && reports.size() >= bounds.brokers()) {
            return Receipt.NO_ROOM;
        }
        reports.put(report.broker(), new Received(report, caller.address(), now));
        report.refusals()
                .forEach(refusal -> refusals.add(new Refused(new ReceivedRefusal(report.broker(), refusal), now)));
        removeSurplus();
        return Receipt.KEPT;
    }

    private void removeSurplus() {
        Map<List<String>, Integer> ofTopic = new HashMap<>();
        int kept = 0;
        for (int i = refusals.size() - 1; i >= 0; i--) {
            Refused each = refusals.get(i);
            boolean tooMany =
                    ofTopic.merge(List.of(each.cluster(), each.topic()), 1, Integer::sum) > bounds.refusalsOfTopic();
            if (tooMany || ++kept > bounds.refusals()) {
                refusals.remove(i);
            }
        }
    }

    @Override
    public synchronized List<ClusterSummary> clusters() {
        Map<String, List<Received>> clusters = reports.values().stream()
                .filter(known -> !isOld(known.at()))
                .collect(Collectors.groupingBy(
                        known -> known.report().broker().cluster(), TreeMap::new, Collectors.toList()));
        return clusters.entrySet().stream()
                .map(cluster -> summary(cluster.getKey(), cluster.getValue()))
                .toList();
    }

    private ClusterSummary summary(String cluster, List<Received> reports) {
        Instant last = reports.stream()
                .map(Received::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new ClusterSummary(cluster, reports.size(), last, Duration.between(last, now()));
    }

    @Override
    public synchronized List<ReceivedReport> brokers(String cluster, Page page) {
        return shown(page.of(reports.values().stream()
                .filter(known -> known.report().broker().cluster().equals(cluster) && !isOld(known.at()))
                .sorted(Comparator.comparing(known -> known.report().broker().id()))
                .map(known -> new ReceivedReport(
                        known.report().broker(),
                        known.at(),
                        Duration.between(known.at(), now()),
                        known.from(),
                        known.report().document()))
                .toList()));
    }

    private List<ReceivedReport> shown(List<ReceivedReport> page) {
        long bytes = 0;
        for (int i = 0; i < page.size(); i++) {
            bytes += UnicodeText.utf8Length(page.get(i).document());
            if (i > 0 && bytes > bounds.shownBytes()) {
                return page.subList(0, i);
            }
        }
        return page;
    }

    @Override
    public synchronized List<ReceivedRefusal> refusals(RefusalFilter filter) {
        List<ReceivedRefusal> found = new ArrayList<>();
        for (int i = refusals.size() - 1; i >= 0 && found.size() < filter.limit(); i--) {
            Refused each = refusals.get(i);
            boolean wanted = filter.cluster().map(each.cluster()::equals).orElse(true)
                    && filter.topic().map(each.topic()::equals).orElse(true);
            if (wanted && !isOld(each.at())) {
                found.add(each.refusal());
            }
        }
        return found;
    }

    private boolean isOld(Instant at) {
        return !at.isAfter(now().minus(bounds.kept()));
    }

    private Instant now() {
        return Instant.now().plus(passed);
    }
}
