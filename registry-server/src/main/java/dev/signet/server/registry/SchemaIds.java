package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids that this registry may give away, by context, out of ranges that nobody else draws from. The first range has
 * one id; under load they double, so that a burst of registrations reserves seldom and a quiet registry leaves no gaps.
 * Safe for concurrent use.
 */
final class SchemaIds {
    private static final int LARGEST_RANGE = 256;
    private static final long BURST_NANOS = 1_000_000_000L;

    private final SchemaStore store;
    private final Map<Context, Supply> supplies = new ConcurrentHashMap<>();

    SchemaIds(SchemaStore store) {
        this.store = store;
    }

    SchemaId draw(Context context) {
        return supplies.computeIfAbsent(context, Supply::new).draw();
    }

    /** Draws several at once. */
    List<SchemaId> draw(Context context, int count) {
        return supplies.computeIfAbsent(context, Supply::new).draw(count);
    }

    /** Takes back an id that was drawn and not used. */
    void giveBack(Context context, SchemaId id) {
        supplies.computeIfAbsent(context, Supply::new).giveBack(id);
    }

    /** Forgets what was reserved, so that the next id comes after one that was just imported. */
    void forget(Context context) {
        supplies.remove(context);
    }

    private final class Supply {
        private final Context context;
        private final TreeSet<SchemaId> free = new TreeSet<>();
        private int next = 1;
        private long lastReservation = System.nanoTime() - 2 * BURST_NANOS;

        Supply(Context context) {
            this.context = context;
        }

        synchronized SchemaId draw() {
            if (free.isEmpty()) {
                reserve();
            }
            SchemaId lowest = free.first();
            free.remove(lowest);
            return lowest;
        }

        synchronized List<SchemaId> draw(int count) {
            while (free.size() < count) {
                free.addAll(store.reserveIds(context, count - free.size()).ids());
            }
            List<SchemaId> lowest = free.stream().limit(count).toList();
            free.removeAll(lowest);
            return lowest;
        }

        synchronized void giveBack(SchemaId id) {
            free.add(id);
        }

        private void reserve() {
            long now = System.nanoTime();
            boolean burst = now - lastReservation < BURST_NANOS;
            next = burst ? Math.min(next * 2, LARGEST_RANGE) : 1;
            lastReservation = now;
            free.addAll(store.reserveIds(context, next).ids());
        }
    }
}
