package dev.signet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.gate.Discovery.Result;
import dev.signet.gate.Discovery.SubjectTemplate;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {
    private static final String ADDRESS = "{\"type\":\"record\",\"name\":\"n.Address\",\"fields\":[]}";
    private static final String PERSON =
            "{\"type\":\"record\",\"name\":\"n.Person\",\"fields\":[{\"name\":\"home\",\"type\":\"n.Address\"}]}";

    @TempDir
    private Path folder;

    @Test
    void a_file_comes_after_those_whose_types_it_names() throws IOException {
        write("a/person.avsc", PERSON);
        write("z/address.avsc", ADDRESS);

        List<SchemaFile> files = found("{record}");

        assertThat(files)
                .extracting(SchemaFile::subject)
                .containsExactly(Subject.of("n.Address"), Subject.of("n.Person"));
        assertThat(files.get(1).submission().references())
                .containsExactly(new SchemaReference("n.Address", "n.Address", SchemaReference.LATEST));
    }

    @Test
    void files_that_define_the_same_inner_type_stand_beside_each_other() throws IOException {
        write("one.avsc", PERSON.replace("\"n.Address\"", ADDRESS).replace("Person", "One"));
        write("two.avsc", PERSON.replace("\"n.Address\"", ADDRESS).replace("Person", "Two"));

        assertThat(found("{record}"))
                .hasSize(2)
                .allMatch(file -> file.references().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'{record}', n.Address",
        "'{path}-value', shop/address-value",
        "'{file}', address",
        "':.c:{file}', :.c:address"
    })
    void a_subject_is_named_by_the_template(String template, String subject) throws IOException {
        write("shop/address.avsc", ADDRESS);

        assertThat(found(template))
                .extracting(file -> file.subject().qualified())
                .containsExactly(subject);
    }

    @Test
    void what_cannot_be_understood_is_named_with_its_file() throws IOException {
        write("bad.avsc", "{\"type\":\"nope\"}");

        assertThat(discover("{record}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.message()).startsWith("bad.avsc: "));
    }

    @Test
    void types_that_refer_to_one_another_in_a_circle_are_named() throws IOException {
        write("a.avsc", "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"b\",\"type\":\"B\"}]}");
        write("b.avsc", "{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}");

        assertThat(discover("{record}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.message()).contains("circle", "a.avsc", "b.avsc"));
    }

    @Test
    void an_empty_folder_was_not_checked() {
        assertThat(discover("{record}")).isInstanceOf(Result.Failed.class);
    }

    private List<SchemaFile> found(String template) {
        return ((Result.Found) discover(template)).files();
    }

    private Result discover(String template) {
        return new Discovery(new SubjectTemplate(template)).discover(folder);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
