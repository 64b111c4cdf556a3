package dev.signet.broker.directory;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from schema ids, or from GUIDs, to a value, so that a look-up on the request thread boxes nothing.
 * Changing it makes a copy: there are few schemas a topic, and each is added once.
 */
final class IdTable<V> {

    /** Two for each slot: the more and the less significant half of a GUID, or 0 and an id. */
    private final long[] keys;

    private final @Nullable Object[] values;
    private final int size;

    private IdTable(long[] keys, @Nullable Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    static <V> IdTable<V> empty() {
        return new IdTable<>(new long[8], new Object[4], 0);
    }

    @Nullable
    V get(int id) {
        return get(0, id);
    }

    @SuppressWarnings("unchecked") // only put() writes
    @Nullable
    V get(long high, long low) {
        int mask = values.length - 1;
        for (int slot = slot(high, low, mask); ; slot = (slot + 1) & mask) {
            Object value = values[slot];
            if (value == null || keys[2 * slot + 1] == low && keys[2 * slot] == high) {
                return (V) value;
            }
        }
    }

    int size() {
        return size;
    }

    /** Does something with each value, in no order. */
    @SuppressWarnings("unchecked") // only put() writes
    void forEach(Consumer<? super V> action) {
        for (Object value : values) {
            if (value != null) {
                action.accept((V) value);
            }
        }
    }

    /** This table with one more entry, or with another value for the id. */
    IdTable<V> with(int id, V value) {
        return with(0, id, value);
    }

    /** This table with one more entry, or with another value for the GUID. */
    IdTable<V> with(long high, long low, V value) {
        Copy copy = new Copy(2 * (size + 1) > values.length ? 2 * values.length : values.length);
        copy.put(high, low, value);
        return copied(copy, high, low);
    }

    /** This table without the id. */
    IdTable<V> without(int id) {
        return without(0, id);
    }

    /** This table without the GUID. */
    IdTable<V> without(long high, long low) {
        return get(high, low) == null ? this : copied(new Copy(values.length), high, low);
    }

    private IdTable<V> copied(Copy copy, long exceptHigh, long exceptLow) {
        for (int slot = 0; slot < values.length; slot++) {
            Object value = values[slot];
            if (value != null && (keys[2 * slot + 1] != exceptLow || keys[2 * slot] != exceptHigh)) {
                copy.put(keys[2 * slot], keys[2 * slot + 1], value);
            }
        }
        return new IdTable<>(copy.keys, copy.values, copy.size);
    }

    private static int slot(long high, long low, int mask) {
        long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }

    /** A table that is being filled. */
    private static final class Copy {
        final long[] keys;
        final @Nullable Object[] values;
        int size;

        Copy(int capacity) {
            keys = new long[2 * capacity];
            values = new Object[capacity];
        }

        void put(long high, long low, Object value) {
            int mask = values.length - 1;
            int slot = slot(high, low, mask);
            while (values[slot] != null) {
                slot = (slot + 1) & mask;
            }
            keys[2 * slot] = high;
            keys[2 * slot + 1] = low;
            values[slot] = value;
            size++;
        }
    }
}
