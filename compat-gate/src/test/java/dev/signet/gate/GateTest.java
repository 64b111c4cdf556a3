package dev.signet.gate;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.export.ExportItem.State;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change sets, severities, waivers, several baselines, usage: what does not depend on where versions come from. */
class GateTest {
    private static final String ID = field("id", "\"string\"");
    private static final String LINE = record("n.Line", ID);
    private static final String BROKEN_LINE = record("n.Line", ID, field("count", "\"int\""));
    private static final String ORDER = record("n.Order", ID, field("line", "\"n.Line\""));
    private static final String BROKEN_ORDER =
            record("n.Order", ID, field("line", "\"n.Line\""), field("total", "\"long\""));

    @TempDir
    private Path temp;

    private Folder folder = new Folder(Path.of(""));
    private Path lock = Path.of("");

    @BeforeEach
    void registered() {
        folder = new Folder(temp.resolve("schemas"));
        SchemaText order = SchemaText.avro(
                "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"n\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"line\",\"type\":\"Line\"}]}",
                List.of(new SchemaReference("n.Line", "n.Line", 1)));
        lock = new LockFile(CompatibilityLevel.BACKWARD)
                .versions("n.Line", LINE)
                .version("n.Order", 1, State.LIVE, order)
                .write(temp.resolve("lock.jsonl"));
        folder.write("line.avsc", LINE).write("order.avsc", ORDER);
    }

    @Test
    void what_is_registered_already_is_unchanged() {
        GateRun run = gate();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("2 checked, 2 unchanged");
    }

    /** Acceptance test 4: a record of another file, offline, with its line. */
    @Test
    void a_change_of_a_shared_type_is_judged_for_those_who_use_it_at_the_line_where_it_stands() {
        folder.write("line.avsc", BROKEN_LINE);

        GateRun run = gate();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("line.avsc:7:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Line v1: ")
                .contains("line.avsc:7:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ")
                .contains("order.avsc:1:1: BLOCKED n.Order: It uses types of line.avsc, which is refused.");
    }

    /** Acceptance test 5: two broken subjects, each with every reason, although one depends on the other. */
    @Test
    void every_broken_subject_is_told_with_every_reason() {
        folder.write("line.avsc", BROKEN_LINE).write("order.avsc", BROKEN_ORDER);

        GateRun run = gate();

        assertThat(run.out())
                .contains("line.avsc:7:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Line v1: ")
                .contains("order.avsc:8:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ")
                .contains("2 checked, 1 incompatible, 1 blocked");
    }

    /** Acceptance test 6: new subjects that refer to new subjects are new, not errors. */
    @Test
    void new_subjects_may_refer_to_one_another() {
        folder.write("more/gift.avsc", record("n.Gift", field("wrap", "\"n.Wrap\"")))
                .write("more/wrap.avsc", record("n.Wrap", ID));

        GateRun run = gate();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("more/wrap.avsc: new n.Wrap v1 (BACKWARD)")
                .contains("more/gift.avsc: new n.Gift v1 (BACKWARD)");
    }

    @Test
    void a_compatible_change_of_a_shared_type_makes_versions_of_those_who_use_it() {
        folder.write("line.avsc", record("n.Line", ID, field("note", "\"string\"", "\"\"")));

        GateRun run = gate();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("n.Line v2").contains("n.Order v2").contains("2 checked, 2 compatible");
    }

    @Test
    void a_severity_can_be_lowered_for_some_subjects() {
        folder.write("order.avsc", BROKEN_ORDER)
                .write(
                        "signet.yaml",
                        "severity: [{rule: READER_FIELD_MISSING_DEFAULT_VALUE, subjects: 'n.Ord*', severity: warning}]");

        GateRun run = gate();

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("n.Order v1: warning: Consumers");
    }

    @Test
    void a_waiver_lets_a_finding_pass_and_is_shown() {
        folder.write("line.avsc", BROKEN_LINE);
        waive("n.Line", "2999-01-01");
        assertThat(gate().code()).as("those who use it are judged, too").isEqualTo(1);
        waive("n.Line", "2999-01-01", "n.Order", "2999-01-01");

        GateRun run = gate();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("n.Line v1: waived until 2999-01-01 by boss (because): Consumers on the new schema")
                .contains("2 waived");
    }

    @Test
    void a_waiver_that_is_over_is_an_error_of_its_own() {
        folder.write("line.avsc", BROKEN_LINE);
        waive("n.Line", "2020-01-01", "n.Order", "2999-01-01");

        GateRun run = gate();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("WAIVER_EXPIRED n.Line: The waiver of READER_FIELD_MISSING_DEFAULT_VALUE by boss");
    }

    @Test
    void a_waiver_of_another_schema_covers_nothing_and_is_told() {
        folder.write("line.avsc", BROKEN_LINE);
        waive("n.Line", "2999-01-01");
        folder.write("line.avsc", record("n.Line", ID, field("other", "\"int\"")));

        GateRun run = gate();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("note: the waiver of READER_FIELD_MISSING_DEFAULT_VALUE for n.Line");
    }

    @Test
    void baselines_that_differ_are_a_finding() {
        folder.repository().commit();
        folder.write("line.avsc", record("n.Line", ID, field("note", "\"string\"", "\"\"")))
                .commit();

        GateRun run = GateRun.of(folder, "--against", "lock:" + lock, "--against", "git:main");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("line.avsc:1:1: DRIFT n.Line: warning: The newest schemas in lock:")
                .contains("against lock:")
                .contains("against git:main at ");
    }

    @Test
    void another_folder_is_a_baseline() throws IOException {
        Folder before = new Folder(Files.createDirectory(temp.resolve("before")));
        before.write("line.avsc", LINE).write("order.avsc", ORDER);
        folder.write("order.avsc", BROKEN_ORDER);

        GateRun run = GateRun.of(folder, "--against", "dir:" + before.path());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("order.avsc:8:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ")
                .contains("a folder knows one version of each subject");
    }

    /** Acceptance test 2: whoever cannot ask does not say yes. */
    @Test
    void a_registry_that_is_away_is_no_answer_in_any_form() {
        for (String form : List.of("text", "json", "junit", "sarif", "github", "gitlab", "markdown")) {
            GateRun run = GateRun.of(folder, "--registry", "http://127.0.0.1:9", "--format", form);

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.out()).contains("127.0.0.1:9");
        }
    }

    @Test
    void wrong_usage_is_told_with_what_would_be_right() {
        assertThat(GateRun.of(folder, "--against", "prod")).satisfies(run -> {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("registry:URL, lock:FILE, git:COMMIT and dir:FOLDER");
        });
        assertThat(GateRun.of(folder, "--against", "lock:" + lock, "--format", "pdf"))
                .satisfies(run -> {
                    assertThat(run.code()).isEqualTo(2);
                    assertThat(run.err()).contains("text, json, junit, sarif, github, gitlab, markdown");
                });
        assertThat(GateRun.of(new Folder(temp.resolve("none")), "--against", "lock:" + lock)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void the_build_names_itself() {
        assertThat(GateRun.of(folder, "--version").out()).matches("signet-gate \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void a_report_can_go_to_a_file_beside_the_text() throws IOException {
        Path file = temp.resolve("report.json");

        GateRun run = GateRun.of(folder, "--against", "lock:" + lock, "--format", "json=" + file);

        assertThat(run.out()).contains("2 checked, 2 unchanged");
        assertThat(Files.readString(file)).contains("\"exitCode\" : 0");
    }

    /** The table of targets: 1,000 subjects of 20 versions, offline, in less than 5 seconds. */
    @Test
    void a_thousand_subjects_of_twenty_versions_are_judged_in_a_few_seconds() {
        LockFile many = new LockFile(CompatibilityLevel.BACKWARD_TRANSITIVE);
        for (int subject = 0; subject < 1_000; subject++) {
            String[] versions = new String[20];
            for (int version = 0; version < versions.length; version++) {
                versions[version] = wide("n.S" + subject, version);
            }
            many.versions("n.S" + subject, versions);
            folder.write("many/s" + subject + ".avsc", wide("n.S" + subject, 20));
        }
        Path file = many.write(temp.resolve("many.jsonl"));
        folder.write("signet.yaml", "files: {include: 'many/*'}");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        GateRun run = GateRun.of(folder, "--against", "lock:" + file);

        // All work is done by this thread, and other builds on the machine do not count.
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        System.out.println("1,000 subjects of 20 versions took " + took.toMillis() + " ms of CPU");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("20000 versions of 1000 subjects").contains("1000 checked, 1000 compatible");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static String wide(String name, int version) {
        String[] fields = new String[10 + version];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = field("f" + i, "\"string\"", "\"\"");
        }
        return record(name, fields);
    }

    /** Waives what the gate finds about subjects now, until a day each. */
    private void waive(String... subjectsAndDays) {
        StringBuilder waivers = new StringBuilder("waivers:\n");
        String report =
                GateRun.of(folder, "--against", "lock:" + lock, "--json").out();
        for (int i = 0; i < subjectsAndDays.length; i += 2) {
            Matcher hash = Pattern.compile("\"subject\" : \"%s\",\\s+\"schema\" : \"([0-9a-f]+)\""
                            .formatted(Pattern.quote(subjectsAndDays[i])))
                    .matcher(report);
            assertThat(hash.find()).as(report).isTrue();
            waivers.append("""
                      - subject: %s
                        schema: %s
                        rule: READER_FIELD_MISSING_DEFAULT_VALUE
                        reason: because
                        expires: %s
                        approver: boss
                    """.formatted(subjectsAndDays[i], hash.group(1), subjectsAndDays[i + 1]));
        }
        folder.write("signet-waivers.yaml", waivers.toString());
    }

    private GateRun gate() {
        return GateRun.of(folder, "--against", "lock:" + lock);
    }
}
