package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @ParameterizedTest
    @CsvSource({"a, a", "a%2Fb, a/b", "%e5%b0%8f, 小", "100%25done, 100%done", "a+b, a+b", "%F0%9F%98%80x, 😀x"})
    void percent_codes_are_utf8(String encoded, String decoded) {
        assertThat(PercentEncoding.decoded(encoded)).contains(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%a", "a%zz", "%ff", "%c3", "%ed%a0%80", "%c0%af", "%+1"})
    void what_is_not_utf8_is_nothing(String encoded) {
        assertThat(PercentEncoding.decoded(encoded)).isEmpty();
        assertThat(PercentEncoding.parameters("a=" + encoded)).isEmpty();
    }

    @Test
    void parameters_keep_their_order_and_may_come_twice() {
        assertThat(PercentEncoding.parameters("key=a&value=1&key=b%26c&flag&value=x+y=z"))
                .contains(Map.of("key", List.of("a", "b&c"), "value", List.of("1", "x y=z"), "flag", List.of("")));
        assertThat(PercentEncoding.parameters(null)).contains(Map.of());
        assertThat(PercentEncoding.parameters("")).contains(Map.of());
    }
}
