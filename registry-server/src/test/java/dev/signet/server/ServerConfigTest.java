package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.server.ServerConfig.Reading;
import dev.signet.server.http.HttpSettings.ConflictCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    private static final Map<String, String> DATABASE = Map.of("signet.db.url", "jdbc:postgresql://db/signet");

    @Test
    void every_key_and_its_default_is_pinned() {
        assertThat(ServerConfig.SETTINGS.stream()
                        .map(setting -> setting.key() + "=" + setting.fallback())
                        .toList())
                .containsExactly(
                        "signet.host=127.0.0.1",
                        "signet.port=8081",
                        "signet.http.max.body=2MiB",
                        "signet.http.body.timeout=30s",
                        "signet.http.idle.timeout=30s",
                        "signet.http.drain.delay=0s",
                        "signet.http.drain.timeout=3s",
                        "signet.http.threads=64",
                        "signet.http.queue=1024",
                        "signet.http.queue.timeout=10s",
                        "signet.http.connections=4096",
                        "signet.http.conflict.code=CURRENT",
                        "signet.db.url=",
                        "signet.db.user=",
                        "signet.db.password=",
                        "signet.db.connections=16",
                        "signet.db.connect.timeout=5s",
                        "signet.db.lock.timeout=5s",
                        "signet.db.statement.timeout=10s",
                        "signet.db.idle.timeout=15s",
                        "signet.db.migrate=true",
                        "signet.db.migration.url=",
                        "signet.db.migration.user=",
                        "signet.db.migration.password=",
                        "signet.compatibility.level=BACKWARD",
                        "signet.mode.mutable=true",
                        "signet.cache.parsed.schemas=16MiB",
                        "signet.associations.enable=true",
                        "signet.cache.known.schemas=16MiB",
                        "signet.health.degraded=READY",
                        "signet.log.format=TEXT",
                        "signet.log.requests=FAULTS",
                        "signet.compatibility.doubts=WARN",
                        "signet.changes.max.body=64MiB",
                        "signet.changes.max.changes=5000",
                        "signet.changes.max.work=100000000",
                        "signet.changes.timeout=60s",
                        "signet.schema.max.text=1048576",
                        "signet.schema.max.depth=256",
                        "signet.schema.max.types=2000",
                        "signet.schema.max.fields=10000",
                        "signet.schema.max.symbols=10000",
                        "signet.schema.max.branches=500",
                        "signet.schema.max.name=1024",
                        "signet.schema.max.pairs=1000000");
    }

    @Test
    void a_database_is_all_that_must_be_said() {
        ServerConfig config = valid(DATABASE, Map.of(), Optional.empty());

        assertThat(config.http().listening().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().bodies().maxBytes()).isEqualTo(2 << 20);
        assertThat(config.http().listening().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.registry().defaultLevel()).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(config.database().migration()).contains(config.database().login());
    }

    @Test
    void flags_win_over_the_environment_and_that_over_the_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("signet.properties");
        Files.writeString(
                file,
                "signet.port=1\nsignet.http.threads=10\nsignet.http.connections=100\nsignet.http.conflict.code=status\n");
        Map<String, String> flags = Map.of("signet.port", "3", "signet.db.url", "jdbc:postgresql://db/signet");
        Map<String, String> environment = Map.of("SIGNET_PORT", "2", "SIGNET_HTTP_THREADS", "20", "OTHER", "x");

        ServerConfig config = valid(flags, environment, Optional.of(file));

        assertThat(config.http().listening().port()).isEqualTo(3);
        assertThat(config.http().load().maxThreads()).isEqualTo(20);
        assertThat(config.http().listening().maxConnections()).isEqualTo(100);
        assertThat(config.http().conflictCode()).isEqualTo(ConflictCode.STATUS);
    }

    @Test
    void all_problems_are_reported_at_once() {
        Map<String, String> flags = Map.of(
                "signet.port", "x", "signet.prot", "1", "signet.http.max.body", "3GiB", "signet.http.threads", "1");
        Map<String, String> environment = Map.of(
                "SIGNET_HTTP_IDLE_TIMEOUT",
                "soon",
                "SIGNET_COMPATIBILITY_LEVEL",
                "SIDEWAYS",
                "SIGNET_MODE_MUTABLE",
                "1");

        assertThat(problems(flags, environment, Optional.of(Path.of("no-such-file"))))
                .hasSize(9)
                .anyMatch(problem -> problem.contains("no-such-file"))
                .contains("signet.port: must be a whole number from 0 to 65535, but the flag says 'x'")
                .contains("signet.prot: there is no such key")
                .contains("signet.db.url: must be a JDBC URL that starts with jdbc:postgresql:, "
                        + "but the configuration says nothing")
                .anyMatch(problem -> problem.contains("the variable SIGNET_HTTP_IDLE_TIMEOUT says 'soon'"));
    }

    @Test
    void secrets_are_never_printed() {
        Map<String, String> flags = Map.of(
                "signet.db.url", "jdbc:postgresql://db/signet?user=me&password=hush", "signet.db.password", "hush");

        assertThat(valid(flags, Map.of(), Optional.empty()).toString()).doesNotContain("hush");
        assertThat(problems(Map.of("signet.db.url", "jdbc:mysql://db?password=hush"), Map.of(), Optional.empty()))
                .noneMatch(problem -> problem.contains("hush"));
    }

    private static ServerConfig valid(Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
        return ((Reading.Valid) ServerConfig.read(flags, environment, file)).config();
    }

    private static List<String> problems(
            Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
        return ((Reading.Invalid) ServerConfig.read(flags, environment, file)).problems();
    }
}
