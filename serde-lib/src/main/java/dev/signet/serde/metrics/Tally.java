package dev.signet.serde.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts records and their bytes, exactly and from any thread, for about a nanosecond a record: a thread that counts
 * often has a place of its own, which nobody else writes, so that no atomic instruction is needed. A place whose thread
 * has ended goes to the next one; where a place is taken, the thread counts in one for all.
 */
final class Tally {
    private static final int PLACES = 32;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(PLACES);
    private final LongAdder otherRecords = new LongAdder();
    private final LongAdder otherBytes = new LongAdder();

    private static final class Place {
        /** Two cache lines before and after keep the places of different threads apart. */
        private static final int RECORDS = 16;

        private static final int BYTES = 17;
        private static final int LENGTH = 34;

        /** Ids are never given twice, and cheaper to compare than the threads. */
        private final long ownerId;

        private final WeakReference<Thread> owner;
        private final long[] counts = new long[LENGTH];

        Place(Thread owner, long records, long bytes) {
            this.ownerId = owner.getId();
            this.owner = new WeakReference<>(owner);
            counts[RECORDS] = records;
            counts[BYTES] = bytes;
        }

        boolean isOf(long threadId) {
            return ownerId == threadId;
        }

        boolean isFree() {
            Thread thread = owner.get();
            return thread == null || !thread.isAlive();
        }

        /** For the owner only. Opaque, so that readers see whole numbers, and see them soon. */
        void add(long bytes) {
            ELEMENT.setOpaque(counts, RECORDS, counts[RECORDS] + 1);
            ELEMENT.setOpaque(counts, BYTES, counts[BYTES] + bytes);
        }

        long records() {
            return (long) ELEMENT.getOpaque(counts, RECORDS);
        }

        long bytes() {
            return (long) ELEMENT.getOpaque(counts, BYTES);
        }
    }

    void add(long bytes) {
        Thread thread = Thread.currentThread();
        long id = thread.getId();
        Place place = places.getAcquire(index(id));
        if (place != null && place.isOf(id)) {
            place.add(bytes);
        } else {
            addElsewhere(thread, bytes);
        }
    }

    private void addElsewhere(Thread thread, long bytes) {
        int index = index(thread.getId());
        Place before = places.get(index);
        if (before == null || before.isFree()) {
            // Nobody writes the old place any more, so its counts can move.
            Place mine = before == null ? new Place(thread, 0, 0) : new Place(thread, before.records(), before.bytes());
            if (places.compareAndSet(index, before, mine)) {
                mine.add(bytes);
                return;
            }
        }
        otherRecords.increment();
        otherBytes.add(bytes);
    }

    private static int index(long threadId) {
        return (int) threadId & PLACES - 1;
    }

    long records() {
        long sum = otherRecords.sum();
        for (int i = 0; i < PLACES; i++) {
            Place place = places.get(i);
            sum += place == null ? 0 : place.records();
        }
        return sum;
    }

    long bytes() {
        long sum = otherBytes.sum();
        for (int i = 0; i < PLACES; i++) {
            Place place = places.get(i);
            sum += place == null ? 0 : place.bytes();
        }
        return sum;
    }
}
