package dev.signet.broker.report;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.policy.Side;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Faults by side and cause; takes no room until the first. Safe for use by many threads. */
final class FaultCounts {

    /** As the side of a fault is written that belongs to the batch and to none of its records. */
    static final String BATCH = "batch";

    private static final Cause[] CAUSES = Cause.values();
    private static final Side[] SIDES = Side.values();

    private final AtomicReference<@Nullable AtomicLongArray> counts = new AtomicReference<>();

    /** Is shown each kind of fault that there was. */
    interface Reader {
        /**
         * A kind of fault.
         *
         * @param side {@code key}, {@code value} or {@code batch}
         */
        void read(String side, Cause cause, long count);
    }

    /** Adds the faults of an append. */
    void add(BatchCounts batch) {
        for (Cause cause : CAUSES) {
            long left = batch.faults(cause);
            for (Side side : SIDES) {
                int ofSide = batch.faults(side, cause);
                add(side.ordinal(), cause, ofSide);
                left -= ofSide;
            }
            add(SIDES.length, cause, left);
        }
    }

    void add(FaultCounts other) {
        AtomicLongArray others = other.counts.get();
        for (int n = 0; others != null && n < others.length(); n++) {
            add(n / CAUSES.length, CAUSES[n % CAUSES.length], others.get(n));
        }
    }

    private void add(int row, Cause cause, long count) {
        if (count != 0) {
            table().getAndAdd(row * CAUSES.length + cause.ordinal(), count);
        }
    }

    private AtomicLongArray table() {
        AtomicLongArray table = counts.get();
        if (table == null) {
            AtomicLongArray fresh = new AtomicLongArray((SIDES.length + 1) * CAUSES.length);
            table = counts.compareAndSet(null, fresh) ? fresh : counts.get();
        }
        return table == null ? table() : table;
    }

    void read(Reader reader) {
        AtomicLongArray table = counts.get();
        for (int n = 0; table != null && n < table.length(); n++) {
            long count = table.get(n);
            if (count != 0) {
                int row = n / CAUSES.length;
                reader.read(row < SIDES.length ? SIDES[row].word() : BATCH, CAUSES[n % CAUSES.length], count);
            }
        }
    }

    /** All of them. */
    long sum() {
        return byCause().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The causes that there were. */
    SortedMap<String, Long> byCause() {
        SortedMap<String, Long> sums = new TreeMap<>();
        read((side, cause, count) -> sums.merge(cause.name(), count, Long::sum));
        return sums;
    }
}
