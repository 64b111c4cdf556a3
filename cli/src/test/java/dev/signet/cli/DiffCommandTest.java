package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    Path temp;

    @Test
    void two_files_are_compared_without_a_registry() throws IOException {
        CommandRun run = CommandRun.of("diff", "--file", file("a.avsc", record("id:int")), file("b.avsc", """
                {"type":"record","name":"R","doc":"new","fields":[{"name":"id","type":"long"}]}"""));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                from the older schema to the newer schema:
                  changed the doc of R at /doc: new
                  changed the type of id at /fields/0/type: int became long
                Consumers on the newer schema can read records written with the older schema.
                Consumers on the older schema cannot read records written with the newer schema.
                  Consumers on the older schema cannot read records written with the newer schema: int became long, and long cannot be read as int (at /fields/0/type).
                    to fix it: Keep the type until every consumer reads the wider one, or add a field of another name.
                Move every consumer to the newer schema before the first producer uses it.
                """);
        assertThat(run.code()).isZero();
    }

    @Test
    void programs_get_what_the_registry_would_answer() throws IOException {
        CommandRun run =
                CommandRun.of("diff", "--json", "--file", file("a.avsc", "\"int\""), file("b.avsc", "\"int\""));

        assertThat(run.out()).isEqualTo("""
                {"from":{},"to":{},"changes":[],"changesComplete":true,"backward":{"compatible":true},\
                "forward":{"compatible":true},"deploymentOrder":"ANY","advice":"Producers and consumers may move in any order."}
                """);
        assertThat(run.code()).isZero();
    }

    @Test
    void types_that_the_files_only_name_come_from_a_folder() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("types"));
        Files.writeString(folder.resolve("R.avsc"), record("id:int"));

        CommandRun run = CommandRun.of(
                "diff",
                "--schema-dir=" + folder,
                "--file",
                file("a.avsc", "[\"null\",\"R\"]"),
                file("b.avsc", "[\"null\",\"R\",\"int\"]"));

        assertThat(run.out()).contains("added branch int at /2: int", "Move every consumer");
    }

    @Test
    void two_that_nobody_can_go_between_end_with_1() throws IOException {
        CommandRun run = CommandRun.of("diff", "--file", file("a.avsc", "\"int\""), file("b.avsc", "\"string\""));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("No order is safe");
    }

    @Test
    void a_file_that_is_no_schema_is_refused_by_name() throws IOException {
        CommandRun run = CommandRun.of("diff", "--file", file("a.avsc", "\"int\""), file("b.avsc", "\"R\""));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Refused (42201)", "b.avsc: ", "R");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void one_file_is_not_enough_and_a_version_is_a_number() {
        assertThat(CommandRun.of("diff", "--file", "a.avsc").code()).isEqualTo(2);
        CommandRun run = CommandRun.of("diff", "a.avsc", "b.avsc");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'b.avsc' is not a version", "--file compares files");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text).toString();
    }

    private static String record(String field) {
        String[] parts = field.split(":");
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"" + parts[0] + "\",\"type\":\"" + parts[1]
                + "\"}]}";
    }
}
