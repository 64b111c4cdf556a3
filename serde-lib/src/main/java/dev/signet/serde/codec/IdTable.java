package dev.signet.serde.codec;

import dev.signet.schema.SchemaId;
import org.jspecify.annotations.Nullable;

/**
 * A map from schema ids, which costs neither allocation nor lock to ask: every record does. Forgets everything when it is
 * full. Safe for concurrent use; a reader may miss what was just put.
 */
final class IdTable<V> {
    private static final int LEAST_SLOTS = 16;
    private static final int SPREAD = 0x9e3779b9;

    private final int limit;
    private volatile Entry<V>[] slots = slots(LEAST_SLOTS);
    private int size;

    private record Entry<V>(int id, V value) {}

    /**
     * An empty table.
     *
     * @param limit how many entries it holds before it forgets them
     */
    IdTable(int limit) {
        this.limit = limit;
    }

    /** What was put for the id; null if there is nothing. */
    @Nullable
    V get(int id) {
        Entry<V>[] current = slots;
        Entry<V> found = current[slot(current, id)];
        return found == null ? null : found.value();
    }

    /** Remembers a value, and returns the one that is remembered from now on. */
    synchronized V put(SchemaId key, V value) {
        int id = key.value();
        V earlier = get(id);
        if (earlier != null) {
            return earlier;
        }
        Entry<V>[] next = size >= limit ? slots(LEAST_SLOTS) : slots.clone();
        size = size >= limit ? 0 : size;
        if (next.length < 2 * (size + 1)) {
            Entry<V>[] larger = slots(2 * next.length);
            for (Entry<V> entry : next) {
                if (entry != null) {
                    larger[slot(larger, entry.id())] = entry;
                }
            }
            next = larger;
        }
        next[slot(next, id)] = new Entry<>(id, value);
        size++;
        slots = next;
        return value;
    }

    /** Where the id is, or would be; at least half of the slots are free. */
    private static <V> int slot(Entry<V>[] slots, int id) {
        int last = slots.length - 1;
        int slot = (id * SPREAD >>> 16) & last;
        for (Entry<V> found = slots[slot]; found != null && found.id() != id; found = slots[slot]) {
            slot = (slot + 1) & last;
        }
        return slot;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private static <V> Entry<V>[] slots(int count) {
        return new Entry[count];
    }
}
