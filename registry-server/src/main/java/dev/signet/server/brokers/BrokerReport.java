package dev.signet.server.brokers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a node says about itself at one moment.
 *
 * @param broker the node
 * @param startedAt when its process started, by its own clock
 * @param sequence the number of the report since then, growing
 * @param document all that it says but the refusals, as text that nobody in here reads
 * @param refusals the records that it refused since its last report, oldest first
 */
public record BrokerReport(
        BrokerName broker, Instant startedAt, long sequence, String document, List<RefusedRecord> refusals) {
    /** How much later than the next one a report may come: longer than any client waits for an answer. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    public BrokerReport {
        // No more than a database keeps of a time.
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        refusals = List.copyOf(refusals);
    }

    /**
     * Whether it says nothing that a report of this process had not said. A lower number is a late report only for a
     * while; what comes later with one is the process itself, and whoever sent the higher number was not.
     *
     * @param knownAge how long ago the known report came
     */
    public boolean isKnownAfter(Instant knownStart, long knownSequence, Duration knownAge) {
        boolean late = sequence < knownSequence && knownAge.compareTo(LATEST) < 0;
        return startedAt.equals(knownStart) && (sequence == knownSequence || late);
    }
}
