package dev.signet.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    private final RecentlyUsed<String, String> values = new RecentlyUsed<>(10, String::length);

    @Test
    void the_weight_stays_under_its_limit_and_the_least_recently_used_go_first() {
        values.put("a", "1234");
        values.put("b", "1234");
        assertThat(values.find("a")).contains("1234");

        values.put("c", "1234");

        assertThat(values.find("b")).isEmpty();
        assertThat(values.find("a")).isPresent();
        assertThat(values.find("c")).isPresent();
        assertThat(values.weight()).isEqualTo(8);
    }

    @Test
    void a_value_that_is_put_again_weighs_once() {
        values.put("a", "1234");
        values.put("a", "12345678");

        assertThat(values.weight()).isEqualTo(8);
    }

    @Test
    void what_is_removed_weighs_nothing() {
        values.put("a", "1234");

        values.remove("a");
        values.remove("b");

        assertThat(values.find("a")).isEmpty();
        assertThat(values.weight()).isZero();
    }

    @Test
    void what_is_heavier_than_all_is_not_kept() {
        values.put("a", "12345678901");

        assertThat(values.find("a")).isEmpty();
        assertThat(values.weight()).isZero();
    }
}
