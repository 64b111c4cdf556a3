package dev.signet.serde.codec;

import dev.signet.schema.SchemaId;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A map from schema ids, which costs neither allocation nor lock to ask: every record does. When it is full, the oldest
 * entry that nobody has asked for since it was last considered makes room. Adding copies the table, which is little beside
 * looking a schema up. Safe for concurrent use; a reader may miss what was just put.
 */
final class IdTable<V> {
    private static final int LEAST_SLOTS = 16;
    private static final int SPREAD = 0x9e3779b9;

    private final int limit;
    private volatile Entry<V>[] slots = slots(LEAST_SLOTS);
    /** In the order in which they are considered for removal; guarded by this. */
    private final Queue<Entry<V>> oldestFirst = new ArrayDeque<>();

    private long added;

    private static final class Entry<V> {
        final int id;
        final V value;
        /** Written without order by readers: a lost mark costs a lookup at most. */
        boolean used;

        Entry(int id, V value) {
            this.id = id;
            this.value = value;
        }
    }

    /**
     * An empty table.
     *
     * @param limit most entries
     */
    IdTable(int limit) {
        this.limit = limit;
    }

    /** What was put for the id; null if there is nothing. */
    @Nullable
    V get(int id) {
        Entry<V>[] current = slots;
        Entry<V> found = current[slot(current, id)];
        if (found == null) {
            return null;
        }
        // Written once, then only read: readers on other cores keep the line.
        if (!found.used) {
            found.used = true;
        }
        return found.value;
    }

    /** Remembers a value, and returns the one that is remembered from now on. */
    synchronized V put(SchemaId key, V value) {
        int id = key.value();
        V earlier = get(id);
        if (earlier != null) {
            return earlier;
        }
        if (oldestFirst.size() >= limit) {
            makeRoom();
        }
        oldestFirst.add(new Entry<>(id, value));
        added++;
        slots = table();
        return value;
    }

    /** Gives each entry in use one more turn; after a whole turn the next goes, in use or not. */
    private void makeRoom() {
        Entry<V> oldest = oldestFirst.remove();
        for (int turns = limit; turns > 0 && oldest.used; turns--) {
            oldest.used = false;
            oldestFirst.add(oldest);
            oldest = oldestFirst.remove();
        }
    }

    private Entry<V>[] table() {
        int length = LEAST_SLOTS;
        while (length < 2 * oldestFirst.size()) {
            length *= 2;
        }
        Entry<V>[] table = slots(length);
        for (Entry<V> entry : oldestFirst) {
            table[slot(table, entry.id)] = entry;
        }
        return table;
    }

    /** How many entries it holds. */
    synchronized int size() {
        return oldestFirst.size();
    }

    /** How many entries were ever added: what was asked for and was not there. */
    synchronized long added() {
        return added;
    }

    /** Where the id is, or would be; at least half of the slots are free. */
    private static <V> int slot(Entry<V>[] slots, int id) {
        int last = slots.length - 1;
        int slot = (id * SPREAD >>> 16) & last;
        for (Entry<V> found = slots[slot]; found != null && found.id != id; found = slots[slot]) {
            slot = (slot + 1) & last;
        }
        return slot;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private static <V> Entry<V>[] slots(int count) {
        return new Entry[count];
    }
}
