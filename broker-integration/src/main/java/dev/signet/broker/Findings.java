package dev.signet.broker;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Tolerated;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.ValidationMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the walk over an append has found so far. For one thread, which uses it over and over. */
final class Findings {

    private BatchCounts counts = new BatchCounts();
    private ValidationMode mode = ValidationMode.ENFORCE;
    private int index;
    private int unchecked;
    private @Nullable List<RefusedRecord> refused;
    private boolean capped;
    private @Nullable String awaited;

    void begin(ValidationMode topicMode, BatchCounts target) {
        counts = target;
        counts.clear();
        mode = topicMode;
        counts.monitored(isMonitored());
        index = 0;
        unchecked = 0;
        refused = null;
        capped = false;
        awaited = null;
    }

    void end() {
        counts.walked(index);
        refused = null;
        awaited = null;
    }

    /** The place of the record at hand. */
    int index() {
        return index;
    }

    void next() {
        index++;
    }

    /** Whether the rest need not be looked at. What is only monitored is counted to its end. */
    boolean isEnough() {
        return capped && mode == ValidationMode.ENFORCE;
    }

    boolean isMonitored() {
        return mode == ValidationMode.MONITOR;
    }

    /** Counts a fault; whether it is among those that are named, and so needs words. */
    boolean isNamed(Side side, Cause cause) {
        counts.addFault(side, cause);
        return hasRoom();
    }

    void refuse(Part part, Cause cause, String reason) {
        add(new RefusedRecord(index, Optional.of(part), cause, reason));
    }

    void malformed(String reason) {
        counts.addMalformed();
        if (hasRoom()) {
            add(new RefusedRecord(
                    index, Optional.empty(), Cause.MALFORMED_BATCH, RefusalText.malformed(index, reason)));
        }
    }

    private boolean hasRoom() {
        capped |= refused != null && refused.size() == BatchValidator.MOST_REFUSALS;
        return !capped;
    }

    private void add(RefusedRecord record) {
        if (refused == null) {
            refused = new ArrayList<>();
        }
        refused.add(record);
    }

    /** Something enters without having been checked. */
    void pass(Side side) {
        unchecked++;
        counts.addUnchecked(side);
    }

    boolean isAwaiting() {
        return awaited != null;
    }

    /** The batch has to wait for an answer. */
    void await(String reason) {
        awaited = reason;
    }

    BatchVerdict verdict() {
        // a refusal is final, whatever the pending ids turn out to be
        if (refused != null) {
            return isMonitored() ? new Tolerated(refused, capped, unchecked) : new Refused(refused, capped);
        }
        if (awaited != null) {
            return new Undecided(awaited);
        }
        return unchecked == 0 ? Accepted.ACCEPTED : new Tolerated(List.of(), false, unchecked);
    }
}
