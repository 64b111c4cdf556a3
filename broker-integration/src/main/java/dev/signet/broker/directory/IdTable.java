package dev.signet.broker.directory;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map from int to a value, so that a look-up on the request thread boxes nothing. Adding makes a copy:
 * there are few schemas a subject, and each is added once.
 */
final class IdTable<V> {

    private final int[] keys;
    private final @Nullable Object[] values;
    private final int size;

    private IdTable(int[] keys, @Nullable Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    static <V> IdTable<V> empty() {
        return new IdTable<>(new int[4], new Object[4], 0);
    }

    @SuppressWarnings("unchecked") // only put() writes
    @Nullable
    V get(int key) {
        int mask = keys.length - 1;
        for (int slot = slot(key, mask); ; slot = (slot + 1) & mask) {
            Object value = values[slot];
            if (value == null || keys[slot] == key) {
                return (V) value;
            }
        }
    }

    /** This table with one more entry, or with another value for the key. */
    IdTable<V> with(int key, V value) {
        int capacity = 2 * (size + 1) > keys.length ? 2 * keys.length : keys.length;
        int[] newKeys = new int[capacity];
        @Nullable Object[] newValues = new Object[capacity];
        int count = put(newKeys, newValues, key, value);
        for (int slot = 0; slot < keys.length; slot++) {
            Object old = values[slot];
            if (old != null && keys[slot] != key) {
                count += put(newKeys, newValues, keys[slot], old);
            }
        }
        return new IdTable<>(newKeys, newValues, count);
    }

    private static int put(int[] keys, @Nullable Object[] values, int key, Object value) {
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        values[slot] = value;
        return 1;
    }

    private static int slot(int key, int mask) {
        int mixed = key * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & mask;
    }
}
