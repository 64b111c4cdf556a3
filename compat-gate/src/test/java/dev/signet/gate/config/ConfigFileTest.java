package dev.signet.gate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.gate.Folder;
import dev.signet.gate.config.ConfigFile.Result;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    @TempDir
    private Path temp;

    @Test
    void all_that_git_does_not_know_can_be_written_down() {
        GateConfig config = read("""
                files:
                  include: ["schemas/**"]
                  exclude: "**/draft/**"
                subject: "{record}"
                subjects:
                  - {files: "schemas/topics/*", subject: "{file}-value"}
                config:
                  all: {compatibility: BACKWARD, normalize: true}
                  subjects:
                    - {subjects: "payments-*", config: {compatibility: FULL_TRANSITIVE, compatibilityGroup: major}}
                metadata:
                  - {subjects: "payments-*", metadata: {properties: {major: "2"}}}
                severity:
                  - {rule: LOGICAL_TYPE_CHANGED, subjects: "payments-*", severity: error}
                """);

        assertThat(config.selection().admits("schemas/a.avsc")).isTrue();
        assertThat(config.selection().admits("schemas/draft/a.avsc")).isFalse();
        assertThat(config.naming().subjectOf("schemas/topics/orders.avsc", "n.Order"))
                .isEqualTo(Subject.of("orders-value"));
        assertThat(config.naming().subjectOf("schemas/x/orders.avsc", "n.Order"))
                .isEqualTo(Subject.of("n.Order"));
        ConfigSettings payments = inForce(config, "payments-value");
        assertThat(payments.compatibilityLevel()).contains(CompatibilityLevel.FULL_TRANSITIVE);
        assertThat(payments.normalize()).contains(true);
        assertThat(payments.compatibilityGroup()).contains("major");
        assertThat(inForce(config, "orders-value").compatibilityLevel()).contains(CompatibilityLevel.BACKWARD);
        assertThat(config.metadata()
                        .of(Subject.of("payments-value"))
                        .orElseThrow()
                        .properties())
                .containsEntry("major", "2");
        assertThat(config.severities().of("LOGICAL_TYPE_CHANGED", Subject.of("payments-key"), Severity.WARNING))
                .isEqualTo(Severity.ERROR);
        assertThat(config.severities().of("LOGICAL_TYPE_CHANGED", Subject.of("orders"), Severity.WARNING))
                .isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subjct: x | subjct",
                "config: {all: {compatibility: BACKWARDS}} | Invalid compatibility level",
                "config: {all: {compatibilty: BACKWARD}} | compatibilty",
                "severity: [{rule: X, severity: bad}] | severity",
                "'files: [' | signet.yaml:"
            })
    void a_word_that_nobody_knows_is_named(String text, String named) {
        assertThat(ConfigFile.read(file("signet.yaml", text)))
                .isInstanceOfSatisfying(
                        Result.Unreadable.class,
                        wrong -> assertThat(wrong.message())
                                .contains("signet.yaml")
                                .contains(named));
    }

    @Test
    void a_waiver_needs_everything() {
        String whole = "waivers: [{subject: s, schema: 0123456789ab, rule: R, reason: why, expires: 2027-01-31,"
                + " approver: me}]";

        assertThat(ConfigFile.readWaivers(file("w.yaml", whole)))
                .isEqualTo(new Result.Read<>(List.of(
                        new Waiver(Subject.of("s"), "0123456789ab", "R", "why", LocalDate.of(2027, 1, 31), "me"))));
        for (String part : List.of("subject: s, ", "schema: 0123456789ab, ", "reason: why, ", ", approver: me")) {
            assertThat(ConfigFile.readWaivers(file("w.yaml", whole.replace(part, part.startsWith(",") ? "" : ""))))
                    .isInstanceOfSatisfying(
                            Result.Unreadable.class,
                            wrong -> assertThat(wrong.message())
                                    .contains("waiver 1: '")
                                    .contains("is missing"));
        }
        assertThat(ConfigFile.readWaivers(file("w.yaml", whole.replace("2027-01-31", "soon"))))
                .isInstanceOfSatisfying(
                        Result.Unreadable.class,
                        wrong -> assertThat(wrong.message()).contains("'expires' is 'soon'"));
        assertThat(ConfigFile.readWaivers(file("w.yaml", whole.replace("0123456789ab", "0123"))))
                .isInstanceOf(Result.Unreadable.class);
    }

    private static ConfigSettings inForce(GateConfig config, String subject) {
        return new ConfigResolution(CompatibilityLevel.NONE).config(config.settings(), Subject.of(subject));
    }

    private GateConfig read(String text) {
        Result<GateConfig> result = ConfigFile.read(file("signet.yaml", text));
        assertThat(result).isInstanceOf(Result.Read.class);
        return ((Result.Read<GateConfig>) result).value();
    }

    private Path file(String name, String text) {
        return new Folder(temp).write(name, text).path().resolve(name);
    }
}
