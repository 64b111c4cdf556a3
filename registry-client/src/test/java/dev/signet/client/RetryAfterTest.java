package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "120|120",
                " 7 |7",
                "Sat, 21 Nov 2026 20:00:30 GMT|30",
                "Sat, 21 Nov 2026 19:00:00 GMT|0",
                "-5|0",
                "99999999999999|0",
                "soon|0"
            })
    void seconds_and_dates_are_read_and_anything_else_is_no_wait(String value, long seconds) {
        assertThat(RetryAfter.read(value, Instant.parse("2026-11-21T20:00:00Z")))
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}
