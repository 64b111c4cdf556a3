package dev.signet.server.registry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory. Safe for concurrent use.
 *
 * @param <K> what values are found by
 * @param <V> the values
 */
final class RecentlyUsed<K, V> {
    private final long maxWeight;
    private final ToLongFunction<V> weigher;
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;
    private long hits;
    private long misses;

    RecentlyUsed(long maxWeight, ToLongFunction<V> weigher) {
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    synchronized Optional<V> find(K key) {
        @Nullable V value = values.get(key);
        if (value == null) {
            misses++;
        } else {
            hits++;
        }
        return Optional.ofNullable(value);
    }

    synchronized void put(K key, V value) {
        V before = values.put(key, value);
        weight += weigher.applyAsLong(value) - (before == null ? 0 : weigher.applyAsLong(before));
        Iterator<V> eldest = values.values().iterator();
        while (weight > maxWeight && eldest.hasNext()) {
            weight -= weigher.applyAsLong(eldest.next());
            eldest.remove();
        }
    }

    synchronized void remove(K key) {
        V before = values.remove(key);
        weight -= before == null ? 0 : weigher.applyAsLong(before);
    }

    synchronized long weight() {
        return weight;
    }

    synchronized int size() {
        return values.size();
    }

    synchronized CacheState state(String name) {
        return new CacheState(name, hits, misses, values.size(), weight);
    }
}
