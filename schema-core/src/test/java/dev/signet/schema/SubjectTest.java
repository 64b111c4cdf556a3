package dev.signet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
    @ParameterizedTest
    @CsvSource({
        "orders-value, '.', orders-value",
        "':.c1:orders', .c1, orders",
        "':.c1:', .c1, ''",
        "':.:orders', '.', orders",
        "':c1:orders', '.', ':c1:orders'",
        "':.c1', '.', ':.c1'",
        "a/b, '.', a/b",
    })
    void a_name_is_read_with_its_context(String written, String context, String name) {
        assertThat(Subject.parse(written)).isEqualTo(new Subject(new Context(context), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", ":.c1:orders", ":.c1:", "", " ", "*"})
    void a_name_is_written_as_it_was_read(String written) {
        Subject subject = Subject.parse(written);

        assertThat(subject.qualified()).isEqualTo(written);
        assertThat(subject.isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"__GLOBAL", "__EMPTY", ":.c1:__GLOBAL", ":.__GLOBAL:x", "a\tb", "a\u0000b", "a\ud800b"})
    void reserved_names_and_unwritable_text_are_not_valid(String written) {
        assertThat(Subject.parse(written).isValid()).isFalse();
    }

    @Test
    void a_name_has_a_limit_in_characters_and_in_bytes() {
        assertThat(Subject.of("x".repeat(1_024)).isValid()).isTrue();
        assertThat(Subject.of("x".repeat(1_025)).isValid()).isFalse();
        assertThat(Subject.of("é".repeat(1_024)).isValid()).isTrue();
        assertThat(Subject.of("中".repeat(700)).isValid()).isFalse();
    }

    @Test
    void names_are_ordered_by_code_point() {
        List<Subject> sorted =
                List.of(Subject.of("\ud83d\ude00"), Subject.of("\uffee"), Subject.of("b"), Subject.of("B")).stream()
                        .sorted()
                        .toList();

        assertThat(sorted).extracting(Subject::name).containsExactly("B", "b", "\uffee", "\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", ".c1", ":.c1:"})
    void a_context_has_three_spellings_in_a_path(String written) {
        assertThat(Context.named(written)).isEqualTo(new Context(".c1"));
    }
}
