package dev.signet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSelectorTest {
    @ParameterizedTest
    @ValueSource(strings = {"latest", "LATEST", "-1"})
    void the_latest_has_three_spellings(String written) {
        assertThat(VersionSelector.parse(written)).contains(VersionSelector.LATEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2147483647", "+1", "01"})
    void a_number_from_one_on_is_a_version(String written) {
        assertThat(VersionSelector.parse(written))
                .contains(new VersionSelector.Exact(new Version(Integer.parseInt(written))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "abc", "1.5", "2147483648", "latest1", ""})
    void anything_else_is_not(String written) {
        assertThat(VersionSelector.parse(written)).isEmpty();
    }
}
