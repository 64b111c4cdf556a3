package dev.signet.gate.report;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.signet.gate.Folder;
import dev.signet.gate.GateRun;
import dev.signet.gate.LockFile;
import dev.signet.schema.CompatibilityLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One run in every form, as it stands in the golden files, and as the readers of these forms read it. */
class ReportsTest {
    private static final String ID = field("id", "\"string\"");
    private static final String AT_MILLIS = field("at", "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}");
    private static final String AT_MICROS = field("at", "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}");

    @TempDir
    private Path temp;

    private Folder folder = new Folder(Path.of(""));

    @BeforeEach
    void files() {
        folder = new Folder(temp.resolve("schemas"));
        new LockFile(CompatibilityLevel.BACKWARD)
                .versions("n.Event", record("n.Event", ID, AT_MILLIS))
                .versions("n.Order", record("n.Order", ID))
                .versions("n.Same", record("n.Same", ID))
                .versions("n.Waived", record("n.Waived", ID))
                .write(temp.resolve("lock.jsonl"));
        folder.write("event.avsc", record("n.Event", ID, AT_MICROS))
                .write("new file.avsc", record("n.New", ID))
                .write("order.avsc", record("n.Order", ID, field("a", "\"int\""), field("b", "\"int\"")))
                .write("same.avsc", record("n.Same", ID))
                .write("waived.avsc", record("n.Waived", ID, field("a", "\"int\"")))
                .write(
                        "signet-waivers.yaml",
                        "waivers: [{subject: n.Waived, schema: 606b313d40c405e3, rule: READER_FIELD_MISSING_DEFAULT_VALUE,"
                                + " reason: 'no <old> data | left', expires: 2999-12-31, approver: data-team}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "junit", "sarif", "github", "gitlab", "markdown"})
    void each_form_is_as_it_was(String form) throws IOException {
        GateRun run = run(form);

        assertThat(run.code()).isEqualTo(1);
        String out = run.out().replaceAll("(\"signet-gate\",\\s+\"version\" : \")[^\"]*", "$1VERSION");
        assertThat(out).isEqualTo(golden(form, out));
    }

    @Test
    void sarif_is_valid_by_its_schema() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        ObjectMapper json = new ObjectMapper();
        try (InputStream schema =
                Objects.requireNonNull(getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            var sarif = factory.getSchema(json.readTree(schema));
            JsonNode good = json.readTree(run("sarif").out());
            JsonNode away = json.readTree(GateRun.of(folder, "-r", "http://127.0.0.1:9", "-f", "sarif")
                    .out());

            assertThat(sarif.validate(good)).isEmpty();
            assertThat(sarif.validate(away)).isEmpty();
            assertThat(sarif.validate(json.readTree("{\"version\":\"2.1.0\",\"runs\":[{}]}")))
                    .as("the schema is one that can say no")
                    .isNotEmpty();
        }
    }

    @Test
    void surefires_reader_understands_the_junit_report() throws Exception {
        String xml = run("junit").out();
        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));

        assertThat(suites).hasSize(1);
        ReportTestSuite suite = suites.get(0);
        assertThat(suite.getNumberOfTests()).isEqualTo(5);
        assertThat(suite.getNumberOfFailures()).isEqualTo(1);
        assertThat(suite.getNumberOfSkipped()).isEqualTo(1);
        ReportTestCase failed = suite.getTestCases().stream()
                .filter(ReportTestCase::hasFailure)
                .findFirst()
                .orElseThrow();
        assertThat(failed.getName()).isEqualTo("n.Order");
        assertThat(failed.getFailureDetail()).contains("order.avsc:7:5", "order.avsc:8:5");
    }

    @ParameterizedTest
    @CsvSource({"order.avsc, 7, '\"a\"'", "order.avsc, 8, '\"b\"'", "event.avsc, 7, '\"at\"'"})
    void an_annotation_stands_on_the_line_of_what_it_is_about(String file, int line, String there) throws IOException {
        assertThat(run("github").out()).contains("file=" + file + ",line=" + line + ",col=");
        assertThat(Files.readAllLines(folder.path().resolve(file)).get(line - 1))
                .contains(there);
    }

    private GateRun run(String form) {
        return GateRun.of(folder, "--against", "lock:" + temp.resolve("lock.jsonl"), "--format", form);
    }

    /** The golden file; written anew with -Dsignet.test.golden=write. */
    private String golden(String form, String now) throws IOException {
        Path file = Path.of("src/test/resources/dev/signet/gate/report/" + form + ".golden");
        if ("write".equals(System.getProperty("signet.test.golden"))) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, now.replace(temp + "/", "TEMP/"));
        }
        return Files.readString(file).replace("TEMP/", temp + "/");
    }
}
