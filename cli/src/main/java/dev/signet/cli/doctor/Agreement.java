package dev.signet.cli.doctor;

import dev.signet.schema.rest.Heartbeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether nodes that should be alike are. */
final class Agreement {
    private static final String VERSIONS = "versions";
    private static final String POLICIES = "policies";

    private Agreement() {}

    static List<Finding> among(List<Reporter> heard) {
        List<Finding> findings = new ArrayList<>();
        differing("Signet", heard, node -> Optional.ofNullable(node.heartbeat().signetVersion()))
                .ifPresent(text -> findings.add(
                        Finding.wrong(VERSIONS, text, "Give every node the same agent; older ones may check less.")));
        differing("Kafka", heard, node -> Optional.ofNullable(node.heartbeat().kafkaVersion()))
                .ifPresent(text -> findings.add(Finding.note(VERSIONS, text, "Nothing, while releases are rolled.")));
        List<Reporter> brokers = heard.stream().filter(Reporter::isBroker).toList();
        findings.addAll(defaults(brokers));
        findings.addAll(policies(brokers));
        if (findings.isEmpty() && brokers.size() > 1) {
            findings.add(Finding.fine(POLICIES, "All brokers have the same versions, defaults and policies."));
        }
        return findings;
    }

    private interface Part {
        Optional<String> of(Reporter node);
    }

    private static Optional<String> differing(String program, List<Reporter> nodes, Part part) {
        SortedMap<String, List<Reporter>> groups = groups(nodes, part);
        return groups.size() < 2
                ? Optional.empty()
                : Optional.of("The nodes run different releases of " + program + ": " + told(groups) + ".");
    }

    private static SortedMap<String, List<Reporter>> groups(List<Reporter> nodes, Part part) {
        SortedMap<String, List<Reporter>> groups = new TreeMap<>();
        nodes.forEach(node -> part.of(node)
                .ifPresent(value ->
                        groups.computeIfAbsent(value, any -> new ArrayList<>()).add(node)));
        return groups;
    }

    private static String told(SortedMap<String, List<Reporter>> groups) {
        return Words.list(groups.entrySet().stream()
                .map(group -> group.getKey() + " on " + Words.names(group.getValue()))
                .toList());
    }

    private static List<Finding> defaults(List<Reporter> brokers) {
        return Differences.of(brokers, node -> settings(node.heartbeat().defaults())).entrySet().stream()
                .map(difference -> Finding.wrong(
                        POLICIES,
                        "The brokers have different defaults: " + difference.getKey() + " is "
                                + told(difference.getValue()) + ".",
                        "Give every broker the same value."))
                .toList();
    }

    /** A broker names the topics that it has policies for, so only topics that two name can differ. */
    private static List<Finding> policies(List<Reporter> brokers) {
        Map<String, List<Reporter>> byTopic = new TreeMap<>();
        for (Reporter broker : brokers) {
            for (Heartbeat.Policy policy : Reporter.listed(broker.heartbeat().policies())) {
                byTopic.computeIfAbsent(String.valueOf(policy.topic()), any -> new ArrayList<>())
                        .add(broker);
            }
        }
        List<String> differing = new ArrayList<>();
        byTopic.forEach((topic, nodes) -> Differences.of(nodes, node -> settings(node, topic))
                .forEach((name, values) -> differing.add(topic + ": " + name + " is " + told(values))));
        return differing.isEmpty()
                ? List.of()
                : List.of(Finding.wrong(
                        POLICIES,
                        "The brokers have different policies for the same topics: " + Words.list(differing) + ".",
                        "Ask again in a minute, for settings take a moment to arrive; if it stays, compare the brokers'"
                                + " own settings and releases."));
    }

    private static Map<String, String> settings(Reporter node, String topic) {
        return Reporter.listed(node.heartbeat().policies()).stream()
                .filter(policy -> topic.equals(policy.topic()))
                .findFirst()
                .map(policy -> settings(policy.settings()))
                .orElse(Map.of());
    }

    private static Map<String, String> settings(@Nullable SortedMap<String, String> given) {
        return given == null ? Map.of() : given;
    }
}
