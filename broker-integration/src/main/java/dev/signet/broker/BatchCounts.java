package dev.signet.broker;

import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.policy.Side;
import java.util.Arrays;

/**
 * What the records of one append came to, in numbers. Filled anew by each {@link BatchValidator#validate}; for one
 * thread, which uses it over and over.
 */
public final class BatchCounts {

    private static final int CAUSES = Cause.values().length;

    private final Tally keys = new Tally();
    private final Tally values = new Tally();
    private int records;
    private int malformed;
    private boolean monitored;

    /** The numbers of one side. */
    private static final class Tally {
        private final int[] faults = new int[CAUSES];
        private int checked;
        private int unchecked;
        private boolean faulty;

        void clear() {
            checked = 0;
            unchecked = 0;
            if (faulty) {
                Arrays.fill(faults, 0);
                faulty = false;
            }
        }
    }

    /** How many records were walked. A batch that is refused is left after {@link BatchValidator#MOST_REFUSALS} faults. */
    public int records() {
        return records;
    }

    /** How many keys or values were looked at, good and bad ones, nulls with them. */
    public int checked(Side side) {
        return of(side).checked;
    }

    /** How many keys or values enter the log unchecked because the registry could not say what their schema is. */
    public int unchecked(Side side) {
        return of(side).unchecked;
    }

    /** How many keys or values have a fault of this kind; the batch's own faults have no side. */
    public int faults(Side side, Cause cause) {
        return of(side).faults[cause.ordinal()];
    }

    /** How many faults of this kind there are. */
    public int faults(Cause cause) {
        return cause == Cause.MALFORMED_BATCH ? malformed : faults(Side.KEY, cause) + faults(Side.VALUE, cause);
    }

    /** Nothing has been looked at. */
    public void clear() {
        records = 0;
        malformed = 0;
        monitored = false;
        keys.clear();
        values.clear();
    }

    /** Whether the topic is only monitored, so that nothing waits for an answer. */
    public boolean isMonitored() {
        return monitored;
    }

    void monitored(boolean only) {
        monitored = only;
    }

    void walked(int count) {
        records = count;
    }

    void checked(Side side, int count) {
        of(side).checked = count;
    }

    void addUnchecked(Side side) {
        of(side).unchecked++;
    }

    void addFault(Side side, Cause cause) {
        Tally tally = of(side);
        tally.faulty = true;
        tally.faults[cause.ordinal()]++;
    }

    void addMalformed() {
        malformed++;
    }

    private Tally of(Side side) {
        return side == Side.KEY ? keys : values;
    }
}
