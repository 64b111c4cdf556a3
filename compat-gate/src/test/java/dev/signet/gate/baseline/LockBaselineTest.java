package dev.signet.gate.baseline;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.gate.Folder;
import dev.signet.gate.GateRun;
import dev.signet.gate.LockFile;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.export.ExportItem.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockBaselineTest {
    private static final String ID = field("id", "\"string\"");
    private static final String V1 = record("n.Order", ID);
    private static final String V2 = record("n.Order", ID, field("f", "\"string\"", "\"\""));
    private static final String V3 = record("n.Order", ID, field("f", "\"string\""));

    @TempDir
    private Path temp;

    /** Acceptance test 1: gates that ask for the latest version only let this one pass. */
    @Test
    void a_default_that_goes_again_is_refused_for_the_version_before_the_field() {
        GateRun run = gate(new LockFile(CompatibilityLevel.BACKWARD_TRANSITIVE).versions("n.Order", V1, V2), V3);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith(
                        "order.avsc:7:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: Consumers on the new schema")
                .contains("  to fix it: Give the field 'f' a default")
                .doesNotContain("n.Order v2: Consumers");
    }

    @Test
    void the_same_may_follow_where_only_the_newest_version_counts() {
        assertThat(gate(new LockFile(CompatibilityLevel.BACKWARD).versions("n.Order", V1, V2), V3)
                        .code())
                .isZero();
    }

    @Test
    void a_level_of_its_own_counts_for_a_subject() {
        LockFile lock = new LockFile(CompatibilityLevel.BACKWARD)
                .subject(
                        "n.Order",
                        Optional.of(LockFile.config(CompatibilityLevel.BACKWARD_TRANSITIVE, null, null)),
                        Optional.empty())
                .versions("n.Order", V1, V2);

        assertThat(gate(lock, V3).code()).isEqualTo(1);
    }

    @Test
    void a_deleted_version_counts_for_nothing() {
        LockFile lock = new LockFile(CompatibilityLevel.BACKWARD_TRANSITIVE)
                .version("n.Order", 1, State.DELETED, SchemaText.avro(LockFile.canonical(V1)))
                .version("n.Order", 2, State.LIVE, SchemaText.avro(LockFile.canonical(V2)));

        assertThat(gate(lock, V3).code()).isZero();
        assertThat(gate(lock, V1).out()).contains("order.avsc: compatible n.Order v3");
    }

    @Test
    void a_version_that_is_there_may_come_again_whatever_came_after_it() {
        LockFile lock = new LockFile(CompatibilityLevel.FULL).versions("n.Order", V1, V3);

        assertThat(gate(lock, V1).out()).contains("1 checked, 1 unchanged");
    }

    @Test
    void a_read_only_subject_takes_nothing_new() {
        LockFile lock = new LockFile(CompatibilityLevel.BACKWARD)
                .subject("n.Order", Optional.empty(), Optional.of(Mode.READONLY))
                .versions("n.Order", V1);

        GateRun run = gate(lock, V2);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("REGISTRATION_REFUSED n.Order: Subject n.Order in context  is in read-only mode");
        assertThat(gate(lock, V1).code()).isZero();
    }

    @Test
    void a_field_that_consumers_need_may_not_go_under_FORWARD_and_the_record_is_named() {
        GateRun run = gate(new LockFile(CompatibilityLevel.FORWARD).versions("n.Order", V3), V1);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("order.avsc:1:1: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: Consumers on version 1");
    }

    @Test
    void both_directions_give_the_order_of_deployment() {
        LockFile lock = new LockFile(CompatibilityLevel.BACKWARD).versions("n.Order", V3);

        assertThat(gate(lock, V1).out())
                .contains(
                        "order.avsc: compatible n.Order v2 (BACKWARD): Move every consumer to the newer schema before");
    }

    @Test
    void a_file_that_is_no_schema_is_unreadable_input_with_its_place() {
        GateRun run = gate(new LockFile(CompatibilityLevel.BACKWARD), V1.replace("\"fields\"", "fields"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).startsWith("unreadable input: order.avsc:5:").contains("the text is not JSON");
    }

    @Test
    void a_schema_that_is_not_taken_as_new_is_unreadable_input_beside_the_findings_of_others() {
        new Folder(temp.resolve("schemas")).write("line.avsc", record("n.Line", field("a b", "\"int\"")));

        GateRun run = gate(new LockFile(CompatibilityLevel.BACKWARD).versions("n.Order", V1), V3);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out())
                .contains("line.avsc:1:1: INVALID_SCHEMA n.Line: ")
                .contains("order.avsc:7:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ");
    }

    @Test
    void a_cut_export_is_no_baseline() throws IOException {
        Path file = new LockFile(CompatibilityLevel.BACKWARD)
                .versions("n.Order", V1)
                .write(temp.resolve("lock"));
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.indexOf("{\"item\":\"end\"")));
        Folder folder = new Folder(temp.resolve("schemas")).write("order.avsc", V1);

        GateRun run = GateRun.of(folder, "--against", "lock:" + file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("is cut: it stops after line 3").contains("Export again");
    }

    @Test
    void a_missing_export_says_how_to_make_one() {
        Folder folder = new Folder(temp.resolve("schemas")).write("order.avsc", V1);

        GateRun run = GateRun.of(folder, "--against", "lock:" + temp.resolve("none.jsonl"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("signet export --output");
    }

    private GateRun gate(LockFile lock, String text) {
        Folder folder = new Folder(temp.resolve("schemas")).write("order.avsc", text);
        return GateRun.of(folder, "--against", "lock:" + lock.write(temp.resolve("lock.jsonl")));
    }
}
