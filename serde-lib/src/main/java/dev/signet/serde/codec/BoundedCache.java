package dev.signet.serde.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map that forgets everything when it is full: what it holds can be made again, and a program that fills it (a new
 * schema object for each record) would gain nothing from a finer choice. Safe for concurrent use.
 */
final class BoundedCache<K, V> {
    private final Map<K, V> entries = new ConcurrentHashMap<>();
    private final int limit;

    BoundedCache(int limit) {
        this.limit = limit;
    }

    @Nullable
    V get(K key) {
        return entries.get(key);
    }

    void clear() {
        entries.clear();
    }

    /** Remembers a value, and returns the one that is remembered from now on. */
    V put(K key, V value) {
        if (entries.size() >= limit) {
            entries.clear();
        }
        V earlier = entries.putIfAbsent(key, value);
        return earlier == null ? value : earlier;
    }
}
