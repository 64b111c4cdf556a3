package dev.signet.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedCacheTest {
    @Test
    void the_first_value_of_a_key_stays() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(2);

        assertThat(cache.get("a")).isNull();
        assertThat(cache.put("a", 1)).isEqualTo(1);
        assertThat(cache.put("a", 2)).isEqualTo(1);
        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.added()).isEqualTo(1);
    }

    @Test
    void what_nobody_asks_for_makes_room_oldest_first() {
        BoundedCache<Integer, Integer> cache = filled(3);
        cache.get(0);

        cache.put(3, 3);
        cache.put(4, 4);

        assertThat(held(cache, 5)).containsExactly(0, 3, 4);
    }

    @Test
    void where_everything_is_in_use_the_oldest_makes_room_and_the_new_one_comes_in() {
        BoundedCache<Integer, Integer> cache = filled(3);
        held(cache, 3);

        cache.put(3, 3);

        assertThat(held(cache, 4)).containsExactly(1, 2, 3);
    }

    @Test
    void what_is_in_use_stays_while_any_number_of_others_pass_by() {
        BoundedCache<Integer, Integer> cache = filled(100);
        int missed = 0;

        for (int stranger = 1_000; stranger < 20_000; stranger++) {
            cache.put(stranger, stranger);
            int friend = stranger % 50;
            if (cache.get(friend) == null) {
                missed++;
                cache.put(friend, friend);
            }
        }

        // Twice as many entries as friends, but half of the questions are for strangers: the friends stay.
        assertThat(missed).isLessThan(100);
        assertThat(cache.size()).isEqualTo(100);
    }

    @Test
    void a_removed_key_can_come_back() {
        BoundedCache<Integer, Integer> cache = filled(2);

        cache.remove(0);
        cache.remove(7);
        cache.put(0, 5);
        cache.put(9, 9);

        assertThat(held(cache, 10)).containsExactly(0, 9);
        assertThat(cache.get(0)).isEqualTo(5);
    }

    @Test
    void many_threads_never_make_it_larger_than_its_limit_or_mix_its_values() throws Exception {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(64);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                IntSupplier keys =
                        new java.util.SplittableRandom(seed).ints(0, 200).iterator()::nextInt;
                wrong.add(threads.submit(() -> mixedUp(cache, keys)));
            }
            for (Future<Integer> each : wrong) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cache.size()).isEqualTo(64);
    }

    private static int mixedUp(BoundedCache<Integer, Integer> cache, IntSupplier keys) {
        int wrong = 0;
        for (int i = 0; i < 50_000; i++) {
            int key = keys.getAsInt();
            Integer found = cache.get(key);
            int value = found == null ? cache.put(key, -key) : found;
            wrong += value == -key && cache.size() <= 64 ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void a_cache_of_nothing_is_refused() {
        assertThatThrownBy(() -> new BoundedCache<>(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cache holds at least 1 entry, got 0");
    }

    private static BoundedCache<Integer, Integer> filled(int limit) {
        BoundedCache<Integer, Integer> cache = new BoundedCache<>(limit);
        IntStream.range(0, limit).forEach(key -> cache.put(key, key));
        return cache;
    }

    private static List<Integer> held(BoundedCache<Integer, Integer> cache, int below) {
        return IntStream.range(0, below)
                .filter(key -> cache.get(key) != null)
                .boxed()
                .toList();
    }
}
