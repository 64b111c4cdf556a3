package dev.signet.serde.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)+)\"");

    /** Values and prefixes that look like keys. */
    private static final Set<String> NO_KEYS = Set.of(
            "engine.factory.class", "org.apache.kafka", "rule.executors", "rule.actions", "validation.rules.execution");

    @Test
    void everyKeyThatIsReadIsKnown() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path file : sources()) {
            KEY.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(read::add);
        }
        read.removeAll(NO_KEYS);

        assertThat(read).contains("use.latest.version", "http.connect.timeout.ms", "schemas.cache.config");
        assertThat(read).allSatisfy(key -> assertThat(KnownKeys.names()).contains(key));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/signet/serde/config"))) {
            return files.filter(file -> file.toString().endsWith("Keys.java"))
                    .filter(file -> !file.endsWith("KnownKeys.java"))
                    .toList();
        }
    }

    @Test
    void everyKnownKeyStandsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String written = Pattern.compile("`[^`]+`")
                .matcher(readme)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(" "));

        assertThat(KnownKeys.names())
                .allSatisfy(key -> assertThat(written)
                        .containsAnyOf(
                                '`' + key + '`',
                                '`' + key.replaceFirst("^bearer\\.auth\\.", "") + '`',
                                key.startsWith("value.") ? "value.…" : '`' + key + '`',
                                '`' + key.replaceFirst("^subject\\.name\\.strategy", "…") + '`'));
    }
}
