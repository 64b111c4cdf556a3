package dev.signet.broker.report;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Tolerated;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.policy.Side;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the appends of one client to one topic, or of several such. Adding allocates nothing unless there is a
 * first fault. Safe for use by many threads; numbers that are read while others are added need not be of one moment.
 */
final class Tally {

    private final LongAdder appends = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder sentBack = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final OfSide keys = new OfSide();
    private final OfSide values = new OfSide();
    private final FaultCounts refused = new FaultCounts();
    private final FaultCounts monitored = new FaultCounts();

    private record OfSide(LongAdder checked, LongAdder unchecked, LongAdder unready) {
        OfSide() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    static Tally sumOf(Collection<Tally> tallies) {
        Tally sum = new Tally();
        tallies.forEach(sum::add);
        return sum;
    }

    /** Takes in an append; of one that was sent back only that, for it comes again. */
    void add(BatchVerdict verdict, BatchCounts counts, long taken) {
        appends.increment();
        nanos.add(taken);
        if (verdict instanceof Undecided) {
            sentBack.increment();
            return;
        }
        records.add(Math.max(counts.checked(Side.KEY), counts.checked(Side.VALUE)));
        keys.checked.add(counts.checked(Side.KEY));
        values.checked.add(counts.checked(Side.VALUE));
        if (verdict instanceof Refused) {
            refused.add(counts);
        } else if (verdict instanceof Tolerated) {
            monitored.add(counts);
            addUnchecked(counts);
        }
    }

    private void addUnchecked(BatchCounts counts) {
        for (Side side : Side.values()) {
            OfSide target = of(side);
            (counts.isMonitored() ? target.unready : target.unchecked).add(counts.unchecked(side));
        }
    }

    void add(Tally other) {
        appends.add(other.appends.sum());
        records.add(other.records.sum());
        sentBack.add(other.sentBack.sum());
        nanos.add(other.nanos.sum());
        for (Side side : Side.values()) {
            of(side).checked.add(other.checked(side));
            of(side).unchecked.add(other.unchecked(side));
            of(side).unready.add(other.unready(side));
        }
        refused.add(other.refused);
        monitored.add(other.monitored);
    }

    /** Appends that were looked at. */
    long appends() {
        return appends.sum();
    }

    /** Records of which the key, the value or both were checked, good and bad ones. */
    long records() {
        return records.sum();
    }

    /** Keys or values that were checked, good and bad ones. */
    long checked(Side side) {
        return of(side).checked.sum();
    }

    /** Keys or values of a topic that is only monitored which entered before the registry had said what their schema is. */
    long unready(Side side) {
        return of(side).unready.sum();
    }

    /** Keys or values that were accepted although they could not be checked, because their topic asks for that. */
    long unchecked(Side side) {
        return of(side).unchecked.sum();
    }

    long unchecked() {
        return unchecked(Side.KEY) + unchecked(Side.VALUE);
    }

    /** Appends that the producer was asked to send again. */
    long sentBack() {
        return sentBack.sum();
    }

    /** How long the broker's threads were busy with all of it. */
    long nanos() {
        return nanos.sum();
    }

    /** Faults for which appends were refused. */
    FaultCounts refused() {
        return refused;
    }

    /** Faults that were let in because the topic is only monitored. */
    FaultCounts monitored() {
        return monitored;
    }

    /** Whether somebody should know of it: anything but good records. */
    boolean isRemarkable() {
        return refused.sum() + monitored.sum() + unchecked() + sentBack() > 0;
    }

    private OfSide of(Side side) {
        return side == Side.KEY ? keys : values;
    }
}
