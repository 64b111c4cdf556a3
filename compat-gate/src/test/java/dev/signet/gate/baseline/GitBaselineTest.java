package dev.signet.gate.baseline;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.gate.Folder;
import dev.signet.gate.GateRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitBaselineTest {
    private static final String ID = field("id", "\"string\"");
    private static final String F = field("f", "\"string\"");
    private static final String F_DEFAULT = field("f", "\"string\"", "\"\"");

    @TempDir
    private Path temp;

    private Folder repository = new Folder(Path.of(""));

    @BeforeEach
    void repository() {
        repository = new Folder(temp.resolve("repository"));
        repository.write("order.avsc", record("n.Order", ID)).repository().commit();
    }

    @Test
    void all_contents_of_a_file_are_versions_where_the_level_counts_them() {
        transitive();
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        repository.write("order.avsc", record("n.Order", ID, F));

        GateRun run = gate("main");

        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out())
                .contains("order.avsc:7:5: READER_FIELD_MISSING_DEFAULT_VALUE n.Order v1: ")
                .contains("2 versions of 1 subjects");
    }

    @Test
    void without_a_file_that_says_otherwise_only_the_newest_counts_and_the_report_says_so() {
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        repository.write("order.avsc", record("n.Order", ID, F));

        GateRun run = gate("main");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("order.avsc: compatible n.Order v3 (BACKWARD)")
                .contains("the level is BACKWARD for every subject")
                .contains("git does not know what was registered");
    }

    @Test
    void what_is_only_spelled_otherwise_is_no_version() {
        repository
                .write("order.avsc", record("n.Order", ID).replace("\n", "\n "))
                .commit();

        assertThat(gate("main").out()).contains("1 versions of 1 subjects").contains("1 checked, 1 unchanged");
    }

    @Test
    void a_renamed_file_keeps_its_history_wherever_its_subject_is_named_after_the_path() {
        transitive();
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        repository.move("order.avsc", "shop/orders.avsc").commit();
        repository.move("shop/orders.avsc", "shop/v/order.avsc").write("shop/v/order.avsc", record("n.Order", ID, F));

        GateRun run = GateRun.of(repository, "--against", "git:main", "--subject", "{path}");

        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("shop/v/order.avsc:7:5:").contains("shop/v/order v1:");
    }

    @Test
    void a_file_that_came_from_outside_of_the_folder_brings_its_history() {
        transitive();
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        repository
                .move("order.avsc", "schemas/order.avsc")
                .move("signet.yaml", "schemas/signet.yaml")
                .commit();
        repository.write("schemas/order.avsc", record("n.Order", ID, F));

        GateRun run = GateRun.of(new Folder(repository.path().resolve("schemas")), "--against", "git:main");

        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("order.avsc:7:5:").contains("n.Order v1:");
    }

    @Test
    void only_the_first_parents_count() {
        transitive();
        repository.commit();
        repository.git("checkout", "-q", "-b", "work");
        repository
                .write("order.avsc", record("n.Order", ID, field("x", "\"int\"", "0")))
                .commit();
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        repository.git("checkout", "-q", "main");
        repository.git("merge", "-q", "--no-ff", "-m", "merged", "work");

        assertThat(gate("main").out()).contains("2 versions of 1 subjects").contains("1 checked, 1 unchanged");
    }

    @Test
    void a_type_that_changes_gives_those_that_use_it_a_version() {
        repository.write("line.avsc", record("n.Line", ID));
        repository
                .write("order.avsc", record("n.Order", field("line", "\"n.Line\"")))
                .commit();
        repository.write("line.avsc", record("n.Line", ID, F_DEFAULT)).commit();

        assertThat(gate("main").out()).contains("5 versions of 2 subjects").contains("2 checked, 2 unchanged");
    }

    @Test
    void a_shallow_clone_is_enough_where_only_the_newest_version_counts() {
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        Folder clone = shallowClone();
        clone.write("order.avsc", record("n.Order", ID, F));

        assertThat(GateRun.of(clone, "--against", "git:main").code()).isZero();
    }

    @Test
    void a_shallow_clone_that_lacks_versions_that_count_is_no_answer() {
        transitive();
        repository.write("order.avsc", record("n.Order", ID, F_DEFAULT)).commit();
        Folder clone = shallowClone();
        clone.write("order.avsc", record("n.Order", ID, F));

        GateRun run = GateRun.of(clone, "--against", "git:main");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("shallow clone").contains("git fetch --unshallow");
    }

    @Test
    void a_commit_that_is_not_there_is_no_answer() {
        GateRun run = gate("origin/release");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).startsWith("not checked: git:origin/release: ").contains("git fetch origin release");
    }

    @Test
    void a_folder_outside_of_any_repository_is_no_answer() throws IOException {
        Folder lonely = new Folder(Files.createDirectory(temp.resolve("lonely")));
        lonely.write("order.avsc", record("n.Order", ID));

        GateRun run = GateRun.of(lonely, "--against", "git:main");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("not a git repository");
    }

    @Test
    void a_new_file_is_new() {
        repository.write("more/line.avsc", record("n.Line", ID));

        assertThat(gate("main").out()).contains("more/line.avsc: new n.Line v1 (BACKWARD)");
    }

    private Folder shallowClone() {
        repository.git(
                "clone",
                "-q",
                "--depth",
                "1",
                "file://" + repository.path(),
                temp.resolve("clone").toString());
        return new Folder(temp.resolve("clone"));
    }

    private void transitive() {
        repository.write("signet.yaml", "config:\n  all: {compatibility: BACKWARD_TRANSITIVE}\n");
    }

    private GateRun gate(String commit) {
        return GateRun.of(repository, "--against", "git:" + commit);
    }
}
