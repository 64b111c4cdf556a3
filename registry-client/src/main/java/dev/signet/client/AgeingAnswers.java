package dev.signet.client;

import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.client.internal.BoundedCache;
import dev.signet.schema.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that may change, remembered as {@link Ageing} allows. While a registry cannot be asked, an old answer stands in
 * until it is too old, and the registry is asked again at most every few seconds, so that callers do not wait out the
 * repetitions over and over. Refusals are not remembered, and make an earlier answer forgotten. Threads that ask
 * for the same key at the same time share one request. Safe for concurrent use.
 */
final class AgeingAnswers<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(AgeingAnswers.class);
    private static final long PAUSE_AFTER_FAILURE = Duration.ofSeconds(5).toNanos();

    private final Ageing ageing;
    private final LongSupplier clock;
    private final BoundedCache<K, Aged<V>> known;
    private final SingleFlight<K, V> loads = new SingleFlight<>();
    private final LongAdder stale = new LongAdder();

    private static final class Aged<V> {
        final V value;
        final long since;
        volatile long notAskedBefore;

        Aged(V value, long since) {
            this.value = value;
            this.since = since;
            this.notAskedBefore = since;
        }
    }

    /**
     * Empty.
     *
     * @param limit most answers remembered
     * @param clock nanoseconds, from any start
     */
    AgeingAnswers(Ageing ageing, int limit, LongSupplier clock) {
        this.ageing = ageing;
        this.clock = clock;
        this.known = new BoundedCache<>(limit);
    }

    Answer<V> get(K key, Supplier<Answer<V>> load) {
        if (!ageing.remembers()) {
            return load.get();
        }
        Aged<V> before = known.get(key);
        long now = clock.getAsLong();
        if (before == null) {
            return loads.get(key, () -> remembered(key, load.get()));
        }
        long age = now - before.since;
        boolean usable = age < ageing.staleFor().toNanos();
        if (age < ageing.freshFor().toNanos() || usable && now - before.notAskedBefore < 0) {
            return Answer.done(before.value);
        }
        return loads.get(key, () -> askedOr(before, key, load));
    }

    private Answer<V> askedOr(Aged<V> before, K key, Supplier<Answer<V>> load) {
        try {
            return remembered(key, load.get());
        } catch (RegistryUnavailableException unavailable) {
            return standIn(key, before, unavailable).orElseThrow(() -> unavailable);
        }
    }

    int size() {
        return known.size();
    }

    /** How often an old answer stood in for the registry's, once for each failure. */
    long stale() {
        return stale.sum();
    }

    private Answer<V> remembered(K key, Answer<V> answer) {
        known.remove(key);
        answer.asOptional().ifPresent(value -> known.put(key, new Aged<>(value, clock.getAsLong())));
        return answer;
    }

    private Optional<Answer<V>> standIn(K key, Aged<V> before, RegistryUnavailableException unavailable) {
        long now = clock.getAsLong();
        if (unavailable.reason() == Reason.INTERRUPTED
                || now - before.since >= ageing.staleFor().toNanos()) {
            return Optional.empty();
        }
        before.notAskedBefore = now + PAUSE_AFTER_FAILURE;
        stale.increment();
        LOG.warn(
                "{}; the answer for {} of {} s ago stands in, for {} s at most",
                unavailable.getMessage(),
                key,
                Duration.ofNanos(now - before.since).toSeconds(),
                ageing.staleFor().toSeconds());
        return Optional.of(Answer.done(before.value));
    }
}
