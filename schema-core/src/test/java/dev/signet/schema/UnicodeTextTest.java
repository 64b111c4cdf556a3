package dev.signet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "čeština", "\ud834\udd1e", "a\ud834\udd1eb\uffff"})
    void text_that_can_be_held_is_left_alone(String text) {
        assertThat(UnicodeText.isWellFormed(text)).isTrue();
        assertThat(UnicodeText.repaired(text)).isSameAs(text);
    }

    @Test
    void halves_of_pairs_and_nuls_are_replaced_one_by_one() {
        assertThat(UnicodeText.repaired("a\u0000b")).isEqualTo("a\ufffdb");
        assertThat(UnicodeText.repaired("\ud834")).isEqualTo("\ufffd");
        assertThat(UnicodeText.repaired("\udd1e\ud834\udd1e\ud834")).isEqualTo("\ufffd\ud834\udd1e\ufffd");
    }
}
