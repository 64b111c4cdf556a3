package dev.signet.client;

import dev.signet.client.internal.BoundedCache;
import dev.signet.schema.Answer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A bounded cache of values that never change, in which each missing key is loaded once however many threads want it.
 * Refusals are not kept. Entries that nobody asks for go first. Safe for concurrent use; a hit takes no lock.
 */
final class SharedLoads<K, V> {
    private final BoundedCache<K, V> values;
    private final SingleFlight<K, V> loads = new SingleFlight<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    SharedLoads(int limit) {
        this.values = new BoundedCache<>(limit);
    }

    Answer<V> get(K key, Supplier<Answer<V>> load) {
        V known = values.get(key);
        if (known != null) {
            hits.increment();
            return Answer.done(known);
        }
        misses.increment();
        return loads.get(key, () -> knownNowOr(key, load));
    }

    private Answer<V> knownNowOr(K key, Supplier<Answer<V>> load) {
        V known = values.get(key);
        if (known != null) {
            return Answer.done(known);
        }
        Answer<V> answer = load.get();
        answer.asOptional().ifPresent(value -> values.put(key, value));
        return answer;
    }

    int size() {
        return values.size();
    }

    /** Questions answered at once. */
    long hits() {
        return hits.sum();
    }

    /** Questions whose answer was not there. */
    long misses() {
        return misses.sum();
    }
}
