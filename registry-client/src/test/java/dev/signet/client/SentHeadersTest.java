package dev.signet.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentHeadersTest {
    private static final ClientSettings SETTINGS = ClientSettings.of(URI.create("http://localhost:8081"));

    @ParameterizedTest
    @ValueSource(strings = {"Connection", "host", "Content-Length", "X Team", ""})
    void a_header_that_cannot_be_set_is_refused_with_the_settings(String name) {
        assertThatThrownBy(() -> SETTINGS.withHeaders(Map.of(name, "s3cret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the header '" + name + "' cannot be set")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\nX-Other: 1", "s3c\u0000ret", "s3cret\u20ac"})
    void a_value_that_cannot_be_sent_is_refused_and_not_repeated(String value) {
        assertThatThrownBy(() -> SETTINGS.withHeaders(Map.of("X-Team", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the header 'X-Team' has a value that cannot be sent")
                .hasMessageNotContaining("s3c");
    }

    @Test
    void so_is_a_token() {
        assertThatThrownBy(() -> SETTINGS.withCredentials(new Credentials.Bearer("s3cret\r")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the bearer token")
                .hasMessageNotContaining("s3c");
    }
}
