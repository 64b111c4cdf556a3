package dev.signet.cli.doctor;

import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.Heartbeat.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What became of records since the brokers were started. */
final class Traffic {
    private static final String UNCHECKED = "unchecked";
    private static final String SENT_BACK = "sent back";
    private static final String REFUSED = "refused";
    private static final String MONITORED = "monitored";

    private Traffic() {}

    static List<Finding> of(List<Reporter> heard) {
        List<Finding> findings = new ArrayList<>();
        List<Counter> counters = heard.stream()
                .flatMap(node -> Reporter.listed(node.heartbeat().counters()).stream())
                .toList();
        unchecked(heard, counters, findings);
        if (counters.isEmpty()) {
            return findings;
        }
        sentBack(counters, findings);
        refused(counters, findings);
        long checked = counters.stream().mapToLong(Counter::checked).sum();
        findings.add(Finding.fine("checked", checked + " records were checked since the brokers were started."));
        return findings;
    }

    private static void unchecked(List<Reporter> heard, List<Counter> counters, List<Finding> findings) {
        SortedMap<String, Long> accepted = byTopic(counters, Counter::acceptedUnchecked);
        if (!accepted.isEmpty()) {
            findings.add(Finding.wrong(
                    UNCHECKED,
                    sum(accepted) + " records were accepted unchecked since the brokers were started: " + told(accepted)
                            + ".",
                    "Look for bad records where the topics are read; switch the setting off if that must not be."));
        }
        TreeSet<String> topics = new TreeSet<>();
        heard.forEach(node -> Reporter.listed(node.heartbeat().policies()).stream()
                .filter(Heartbeat.Policy::acceptsUnchecked)
                .forEach(policy -> topics.add(String.valueOf(policy.topic()))));
        if (!topics.isEmpty()) {
            findings.add(Finding.note(
                    UNCHECKED,
                    "While the registry is away, records are accepted unchecked in " + Words.list(topics) + ".",
                    "Nothing, if it was switched on on purpose."));
        }
        if (accepted.isEmpty() && topics.isEmpty() && !counters.isEmpty()) {
            findings.add(Finding.fine(UNCHECKED, "No record was accepted unchecked, and no topic asks for it."));
        }
    }

    private static void sentBack(List<Counter> counters, List<Finding> findings) {
        SortedMap<String, Long> batches = byTopic(counters, Counter::sentBack);
        if (!batches.isEmpty()) {
            findings.add(Finding.note(
                    SENT_BACK,
                    sum(batches) + " batches were sent back since the brokers were started because the registry had not"
                            + " been asked yet: " + told(batches) + ".",
                    "Some are usual where schemas are new; many mean that the registry is slow or away."));
        }
    }

    private static void refused(List<Counter> counters, List<Finding> findings) {
        SortedMap<String, Long> refused = byTopic(counters, counter -> sum(counter.refused()));
        if (!refused.isEmpty()) {
            findings.add(Finding.note(
                    REFUSED,
                    sum(refused) + " records were refused since the brokers were started: " + told(refused) + ".",
                    "'signet refusals --topic T' shows the last ones with their reasons."));
        }
        SortedMap<String, Long> monitored = byTopic(counters, counter -> sum(counter.monitored()));
        if (!monitored.isEmpty()) {
            findings.add(Finding.note(
                    MONITORED,
                    sum(monitored) + " bad records were accepted because their topics are only watched: "
                            + told(monitored) + ".",
                    "'signet refusals --topic T' shows the last ones; the topic setting signet.validation.mode=enforce"
                            + " refuses them."));
        }
    }

    private interface Count {
        long of(Counter counter);
    }

    private static SortedMap<String, Long> byTopic(List<Counter> counters, Count count) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Counter counter : counters) {
            if (count.of(counter) > 0) {
                counts.merge(String.valueOf(counter.topic()), count.of(counter), Long::sum);
            }
        }
        return counts;
    }

    private static long sum(@Nullable Map<String, Long> counts) {
        return counts == null
                ? 0
                : counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The topics with the most first. */
    private static String told(SortedMap<String, Long> counts) {
        return Words.list(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getValue() + " in " + entry.getKey())
                .toList());
    }
}
