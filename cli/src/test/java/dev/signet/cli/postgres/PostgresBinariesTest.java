package dev.signet.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresBinariesTest {
    private static final Path DATA = Path.of("/data");

    @Test
    void the_cache_that_the_user_names_comes_before_the_data_folder() {
        assertThat(PostgresBinaries.caches(Map.of("SIGNET_CACHE", "/named", "XDG_CACHE_HOME", "/xdg"), "/home/u", DATA))
                .containsExactly(Path.of("/named"), Path.of("/data/cache"));
        assertThat(PostgresBinaries.caches(Map.of("XDG_CACHE_HOME", "/xdg"), "/home/u", DATA))
                .containsExactly(Path.of("/xdg/signet"), Path.of("/data/cache"));
    }

    @Test
    void a_user_without_a_home_caches_in_the_data_folder() {
        assertThat(PostgresBinaries.caches(Map.of(), "?", DATA)).containsExactly(Path.of("/data/cache"));
        assertThat(PostgresBinaries.caches(Map.of(), null, DATA)).containsExactly(Path.of("/data/cache"));
    }

    @Test
    void the_version_comes_from_the_build() {
        assertThat(PostgresBinaries.version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(Integer.parseInt(PostgresBinaries.majorVersion())).isGreaterThanOrEqualTo(17);
    }
}
