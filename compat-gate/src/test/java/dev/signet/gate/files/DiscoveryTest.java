package dev.signet.gate.files;

import static dev.signet.gate.Folder.field;
import static dev.signet.gate.Folder.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.gate.files.Discovery.Found;
import dev.signet.gate.files.Discovery.Problem;
import dev.signet.gate.files.SubjectNaming.Template;
import dev.signet.schema.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {
    private static final String ADDRESS = record("n.Address", field("city", "\"string\""));
    private static final String PERSON = record("n.Person", field("home", "\"n.Address\""));

    @Test
    void a_file_comes_after_those_whose_types_it_names() {
        Found found = discover("{record}", Map.of("a/person.avsc", PERSON, "z/address.avsc", ADDRESS));

        assertThat(found.files())
                .extracting(SchemaFile::subject)
                .containsExactly(Subject.of("n.Address"), Subject.of("n.Person"));
        assertThat(found.files().get(1).needs()).containsExactly(found.files().get(0));
    }

    @Test
    void files_that_define_the_same_inner_type_stand_beside_each_other() {
        String inner = PERSON.replace("\"n.Address\"", ADDRESS);

        Found found = discover(
                "{record}",
                Map.of("one.avsc", inner.replace("Person", "One"), "two.avsc", inner.replace("Person", "Two")));

        assertThat(found.files()).hasSize(2).allMatch(file -> file.needs().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'{record}', n.Address",
        "'{name}-value', Address-value",
        "'{path}-value', shop/address-value",
        "'{file}', address",
        "':.c:{file}', :.c:address"
    })
    void a_subject_is_named_by_the_template(String template, String subject) {
        assertThat(discover(template, Map.of("shop/address.avsc", ADDRESS)).files())
                .extracting(file -> file.subject().qualified())
                .containsExactly(subject);
    }

    @Test
    void the_first_template_whose_files_fit_counts() {
        SubjectNaming naming = new SubjectNaming(List.of(
                new Template(new PathGlob("legacy/address.avsc"), "old"),
                new Template(new PathGlob("**/*-key.avsc"), "{file}"),
                new Template(PathGlob.ALL, "{record}")));

        assertThat(naming.subjectOf("legacy/address.avsc", "n.Address")).isEqualTo(Subject.of("old"));
        assertThat(naming.subjectOf("order-key.avsc", "n.Address")).isEqualTo(Subject.of("order-key"));
        assertThat(naming.subjectOf("x/y.avsc", "n.Address")).isEqualTo(Subject.of("n.Address"));
    }

    @Test
    void types_that_refer_to_one_another_in_a_circle_are_named() {
        Found found = discover(
                "{record}",
                Map.of("a.avsc", record("A", field("b", "\"B\"")), "b.avsc", record("B", field("a", "\"A\""))));

        assertThat(found.files()).isEmpty();
        assertThat(found.problems()).extracting(Problem::path).containsExactlyInAnyOrder("a.avsc", "b.avsc");
        assertThat(found.problems().get(0).message()).contains("circle");
    }

    @Test
    void a_type_that_several_files_define_may_not_be_used() {
        Found found = discover("{path}", Map.of("one.avsc", ADDRESS, "two.avsc", ADDRESS, "person.avsc", PERSON));

        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("one.avsc, two.avsc"));
    }

    @Test
    void two_files_cannot_have_one_subject() {
        Found found = discover("{record}", Map.of("one.avsc", ADDRESS, "two.avsc", ADDRESS));

        assertThat(found.problems())
                .containsExactly(new Problem(
                        "two.avsc",
                        "its subject n.Address is also that of one.avsc; name subjects after {path}, or leave one of"
                                + " the files out"));
    }

    @Test
    void a_file_without_a_type_needs_another_name_for_its_subject() {
        assertThat(discover("{record}", Map.of("list.avsc", "[\"null\"]")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("signet.yaml"));
    }

    private static Found discover(String template, Map<String, String> texts) {
        return new Discovery(SubjectNaming.template(template)).discover(texts);
    }
}
