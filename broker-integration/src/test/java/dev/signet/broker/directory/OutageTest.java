package dev.signet.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final long MILLI = 1_000_000;

    private final Outage outage = new Outage(0, () -> 0);

    @Test
    void it_lasts_from_the_first_failure_to_the_next_answer() {
        assertThat(outage.isOn()).isFalse();
        assertThat(outage.failed(5, Duration.ZERO)).isTrue();
        assertThat(outage.failed(7, Duration.ZERO)).isFalse();
        assertThat(outage.nanos(25)).isEqualTo(20);

        assertThat(outage.answered(5, 28)).isFalse();
        assertThat(outage.answered(29, 30)).isTrue();
        assertThat(outage.answered(30, 31)).isFalse();
        assertThat(outage.nanos(31)).isZero();
        assertThat(outage.endedAt()).isEqualTo(30);
    }

    @Test
    void one_tries_after_a_pause_that_doubles_up_to_five_seconds() {
        long now = 0;
        for (long pause : List.of(200, 400, 800, 1_600, 3_200, 5_000, 5_000)) {
            outage.failed(now, Duration.ZERO);
            assertThat(outage.isTimeToTry(now + pause * MILLI - 1)).isFalse();
            assertThat(outage.isTimeToTry(now + pause * MILLI)).isTrue();
            assertThat(outage.isTimeToTry(now + pause * MILLI)).isFalse();
            now += pause * MILLI;
        }
    }

    @Test
    void chance_shortens_the_pause_to_a_half_at_most() {
        Outage lucky = new Outage(0, () -> 1);
        lucky.failed(0, Duration.ZERO);

        assertThat(lucky.isTimeToTry(100 * MILLI - 1)).isFalse();
        assertThat(lucky.isTimeToTry(100 * MILLI)).isTrue();
    }

    @Test
    void a_registry_that_asks_for_a_longer_pause_gets_it_within_reason() {
        outage.failed(0, Duration.ofSeconds(3));
        assertThat(outage.isTimeToTry(3_000 * MILLI - 1)).isFalse();
        outage.failed(0, Duration.ofHours(3));
        assertThat(outage.isTimeToTry(30_000 * MILLI)).isTrue();
    }

    @Test
    void the_rate_holds_over_time_and_lookups_that_take_more_make_others_wait() {
        TokenBucket bucket = new TokenBucket(10, 0);
        for (int n = 0; n < 12; n++) {
            bucket.take(0);
        }

        assertThat(bucket.nanosToWait(0)).isEqualTo(300 * MILLI);
        assertThat(bucket.nanosToWait(300 * MILLI)).isZero();
        bucket.take(300 * MILLI);
        assertThat(bucket.nanosToWait(300 * MILLI)).isEqualTo(100 * MILLI);
        assertThat(bucket.nanosToWait(60_000 * MILLI)).isZero();
    }

    @Test
    void turns_go_round_and_a_full_line_takes_no_more() {
        FairQueue<String> queue = new FairQueue<>(3);
        Stream.of("a1", "a2", "a3")
                .forEach(each -> assertThat(queue.add("a", each)).isTrue());
        assertThat(queue.add("a", "a4")).isFalse();
        assertThat(queue.add("b", "b1")).isTrue();

        assertThat(Stream.generate(queue::next).limit(5))
                .extracting(each -> each.orElse("none"))
                .containsExactly("a1", "b1", "a2", "a3", "none");
    }
}
