package dev.signet.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether every node is heard, and checks. */
final class Presence {
    private static final String HEARTBEAT = "heartbeat";
    private static final String WOVEN = "woven";
    private static final String INSTALL = "Start it with Signet's agent (KAFKA_OPTS=-javaagent:…); if it runs already,"
            + " its own log says why the registry does not hear it.";

    private Presence() {}

    /** Compares the heartbeats with the nodes that Kafka names. */
    static List<Finding> ofAll(KafkaCluster cluster, List<Reporter> reporters) {
        Map<Integer, Reporter> byId = reporters.stream()
                .collect(Collectors.toMap(Reporter::id, Function.identity(), (one, other) -> one, TreeMap::new));
        List<Finding> findings = new ArrayList<>();
        for (KafkaNode node : cluster.nodes()) {
            missing(node, Optional.ofNullable(byId.remove(node.id()))).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(Finding.fine(
                    HEARTBEAT, "All " + cluster.nodes().size() + " nodes that Kafka names send heartbeats."));
        }
        byId.values().forEach(other -> findings.add(unnamed(cluster, other)));
        if (!cluster.hidden().isEmpty()) {
            findings.add(Finding.note(
                    HEARTBEAT,
                    "Kafka does not name its controllers, so they were not looked for: " + cluster.hidden(),
                    "Look whether each controller runs Signet's agent; one without it refuses the topic settings."));
        }
        findings.addAll(woven(reporters.stream().filter(Reporter::isHeard).toList()));
        return findings;
    }

    private static Optional<Finding> missing(KafkaNode node, Optional<Reporter> reporter) {
        if (reporter.filter(Reporter::isHeard).isPresent()) {
            return Optional.empty();
        }
        boolean broker = node.role() == KafkaNode.Role.BROKER;
        String name = (broker ? "Broker " : "Controller ")
                + node.id()
                + (node.address().isEmpty() ? "" : " (" + node.address() + ")");
        String consequence = broker
                ? "records produced to its partitions are not checked"
                : "it does not know the topic settings of Signet, and refuses them while it leads";
        String text = reporter.map(silent -> name + " runs, but has sent no heartbeat for "
                        + Words.duration(silent.age()) + ": it was started without Signet's agent or cannot reach the"
                        + " registry; without the agent " + consequence + ".")
                .orElseGet(() -> name + " does not run Signet's agent or cannot reach the registry; without the agent "
                        + consequence + ".");
        return Optional.of(Finding.wrong(HEARTBEAT, text, INSTALL));
    }

    private static Finding unnamed(KafkaCluster cluster, Reporter other) {
        if (!other.isHeard()) {
            return Finding.note(
                    HEARTBEAT,
                    Words.sentence(other.name()) + " sent its last heartbeat " + Words.duration(other.age())
                            + " ago, and Kafka does not name it now.",
                    "Nothing, if it was taken away; else start it.");
        }
        if (!other.isBroker() && !cluster.hidden().isEmpty()) {
            return Finding.fine(HEARTBEAT, Words.sentence(other.name()) + " sends heartbeats.");
        }
        return Finding.note(
                HEARTBEAT,
                Words.sentence(other.name()) + " sends heartbeats, but Kafka does not name it.",
                "Look whether it has just been started, or whether another cluster has the id " + cluster.id() + ".");
    }

    /** Where nobody asked Kafka, those who fell silent are all that can be found. */
    static List<Finding> ofThoseHeard(String cluster, List<Reporter> reporters) {
        List<Reporter> heard = reporters.stream().filter(Reporter::isHeard).toList();
        List<Finding> findings = new ArrayList<>();
        if (!heard.isEmpty()) {
            findings.add(Finding.fine(
                    HEARTBEAT, "Cluster " + cluster + ": heartbeats come from " + Words.names(heard) + "."));
        }
        for (Reporter silent : reporters) {
            if (!silent.isHeard()) {
                findings.add(Finding.wrong(
                        HEARTBEAT,
                        Words.sentence(silent.name()) + " of cluster " + cluster + " has sent no heartbeat for "
                                + Words.duration(silent.age()) + ".",
                        "Nothing, if it was taken away. Else see whether it runs, with Signet's agent; --bootstrap-server"
                                + " asks Kafka."));
            }
        }
        findings.addAll(woven(heard));
        return findings;
    }

    private static List<Finding> woven(List<Reporter> heard) {
        List<Reporter> brokers = heard.stream().filter(Reporter::isBroker).toList();
        List<Finding> findings = new ArrayList<>();
        for (Reporter each : brokers) {
            if (!each.heartbeat().woven()) {
                findings.add(Finding.wrong(
                        WOVEN,
                        Words.sentence(each.name()) + " runs Signet's agent, but the check is not part of its append"
                                + " path; records produced to its partitions are not checked.",
                        "Its own log says why; look whether the agent is made for Kafka "
                                + Optional.ofNullable(each.heartbeat().kafkaVersion())
                                        .orElse("of that release") + "."));
            }
        }
        if (findings.isEmpty() && !brokers.isEmpty()) {
            findings.add(Finding.fine(WOVEN, "The check is part of the append path of every broker that is heard."));
        }
        return findings;
    }
}
