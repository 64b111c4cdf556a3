package dev.signet.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.cli.data.CannotStart;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void linux_and_macos_on_both_processors_have_an_archive() {
        assertThat(Platform.of("Linux", "amd64").label()).isEqualTo("linux-x86_64");
        assertThat(Platform.of("Linux", "aarch64").label()).isEqualTo("linux-arm_64");
        assertThat(Platform.of("Mac OS X", "x86_64").label()).isEqualTo("darwin-x86_64");
        assertThat(Platform.of("Mac OS X", "aarch64").label()).isEqualTo("darwin-arm_64");
    }

    @Test
    void another_machine_is_told_to_bring_a_database() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Windows 11")
                .hasMessageContaining("--db");
        assertThatThrownBy(() -> Platform.of("Linux", "s390x")).hasMessageContaining("s390x");
    }
}
