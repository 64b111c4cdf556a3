package dev.signet.serde.codec;

import org.jspecify.annotations.Nullable;

/**
 * A small map from a name and an object, the object by its identity, which costs no allocation to ask. Forgets everything
 * when it is full. Safe for concurrent use; a reader may miss what was just put.
 */
public final class IdentityCache<V> {
    private static final int LEAST_SLOTS = 16;

    private final int limit;
    private volatile Entry<V>[] slots = slots(LEAST_SLOTS);

    /** What was put last, and for most the only thing: it is found without a hash. Entries can be read without order. */
    private @Nullable Entry<V> latest;

    private int size;

    private record Entry<V>(String name, Object object, V value) {
        @SuppressWarnings("ReferenceEquality") // which is the point of it
        boolean isFor(String otherName, Object other) {
            return object == other && name.equals(otherName);
        }
    }

    /**
     * An empty cache.
     *
     * @param limit how many entries it holds before it forgets them
     */
    public IdentityCache(int limit) {
        this.limit = limit;
    }

    /** What was put for the name and this very object; null if there is nothing. */
    @SuppressWarnings("ReferenceEquality") // names are mostly the same object, too
    public @Nullable V get(String name, Object object) {
        Entry<V> last = latest;
        if (last != null && last.object == object && last.name == name) {
            return last.value;
        }
        return hashed(name, object);
    }

    private @Nullable V hashed(String name, Object object) {
        Entry<V>[] current = slots;
        int last = current.length - 1;
        int slot = hash(name, object) & last;
        for (Entry<V> found = current[slot]; found != null; found = current[slot]) {
            if (found.isFor(name, object)) {
                return found.value();
            }
            slot = (slot + 1) & last;
        }
        return null;
    }

    /** Remembers a value, unless there is one already. */
    public synchronized void put(String name, Object object, V value) {
        if (get(name, object) != null) {
            return;
        }
        Entry<V>[] next = size >= limit ? slots(LEAST_SLOTS) : slots.clone();
        size = size >= limit ? 0 : size;
        if (next.length < 2 * (size + 1)) {
            Entry<V>[] larger = slots(2 * next.length);
            for (Entry<V> entry : next) {
                if (entry != null) {
                    add(larger, entry);
                }
            }
            next = larger;
        }
        Entry<V> entry = new Entry<>(name, object, value);
        add(next, entry);
        size++;
        slots = next;
        latest = entry;
    }

    /** How many entries it holds. */
    public synchronized int size() {
        return size;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        slots = slots(LEAST_SLOTS);
        latest = null;
        size = 0;
    }

    private static <V> void add(Entry<V>[] slots, Entry<V> entry) {
        int last = slots.length - 1;
        int slot = hash(entry.name(), entry.object()) & last;
        while (slots[slot] != null) {
            slot = (slot + 1) & last;
        }
        slots[slot] = entry;
    }

    private static int hash(String name, Object object) {
        int mixed = System.identityHashCode(object) * 31 + name.hashCode();
        return mixed ^ mixed >>> 16;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private static <V> Entry<V>[] slots(int count) {
        return new Entry[count];
    }
}
