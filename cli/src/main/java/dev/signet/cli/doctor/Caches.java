package dev.signet.cli.doctor;

import dev.signet.schema.rest.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether brokers go by what the registry says now. */
final class Caches {
    private static final String REGISTRY = "registry";
    private static final String DISK = "disk cache";

    /** A delete is to be known everywhere within a minute; so much more is no delay. */
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private Caches() {}

    static List<Finding> of(List<Reporter> heard) {
        List<Finding> findings = new ArrayList<>();
        List<Finding> disks = new ArrayList<>();
        int asked = 0;
        for (Reporter node : heard) {
            Heartbeat.Caches caches = node.heartbeat().caches();
            if (caches != null) {
                asked++;
                registry(node, caches).ifPresent(findings::add);
                disk(node, caches).ifPresent(disks::add);
            }
        }
        if (findings.isEmpty() && asked > 0) {
            findings.add(Finding.fine(
                    REGISTRY, "Every broker that is heard reaches the registry, and goes by fresh answers."));
        }
        findings.addAll(disks);
        return findings;
    }

    private static Optional<Finding> registry(Reporter node, Heartbeat.Caches caches) {
        Duration oldest = duration(caches.oldestAnswerAgeMillis());
        String name = Words.sentence(node.name());
        if (!caches.registryReachable()) {
            Duration since = duration(caches.unreachableForMillis());
            return Optional.of(Finding.wrong(
                    REGISTRY,
                    name + " has not reached the registry for " + Words.duration(since)
                            + " and goes by answers of up to " + Words.duration(oldest)
                            + " ago; schemas that are new to it have to wait.",
                    "See whether the registry's address in the agent's settings is right, and reachable from there."));
        }
        return oldest.compareTo(OLDEST) <= 0
                ? Optional.empty()
                : Optional.of(Finding.wrong(
                        REGISTRY,
                        name + " goes by answers of up to " + Words.duration(oldest)
                                + " ago; what was deleted since may still be accepted.",
                        "Its own log says why it does not ask again; " + lookups(caches) + " wait for an answer."));
    }

    private static String lookups(Heartbeat.Caches caches) {
        return (caches.pendingLookups() == null ? 0 : caches.pendingLookups()) + " questions";
    }

    private static Optional<Finding> disk(Reporter node, Heartbeat.Caches caches) {
        String name = Words.sentence(node.name());
        String follows = " the registry's answers on its disk; started while the registry is away, it would send all"
                + " records back.";
        return switch (String.valueOf(caches.diskCache())) {
            case "failed" ->
                Optional.of(Finding.wrong(
                        DISK,
                        name + " cannot keep" + follows,
                        "Its own log names the file; see whether its folder can be written."));
            case "off" ->
                Optional.of(Finding.note(
                        DISK, name + " does not keep" + follows, "Set signet.cache.dir in its agent's settings."));
            default -> Optional.empty();
        };
    }

    private static Duration duration(@Nullable Long millis) {
        return Duration.ofMillis(millis == null ? 0 : millis);
    }
}
