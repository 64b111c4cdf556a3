package dev.signet.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest {
    private final AvroFormat format = new AvroFormat();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"string\"} | \"string\"",
                "{ \"fields\" : [ ], \"name\":\"n.s.A\", \"type\":\"record\"} "
                        + "| {\"type\":\"record\",\"name\":\"A\",\"namespace\":\"n.s\",\"fields\":[]}",
                "{\"type\":\"int\",\"q\":2,\"p\":1} | {\"type\":\"int\",\"q\":2,\"p\":1}",
            })
    void canonical_text_has_one_spelling(String written, String canonical) {
        assertThat(parsed(written).canonicalText()).isEqualTo(canonical);
        assertThat(parsed(canonical).canonicalText()).isEqualTo(canonical);
    }

    @Test
    void normalised_text_sorts_aliases_and_custom_properties() {
        ParsedSchema schema = parsed("""
                {"type":"record","name":"A","aliases":["z","a"],"zprop":{"y":1,"b":[{"d":1,"c":2}]},"aprop":1,
                 "fields":[{"name":"d","type":{"type":"bytes","logicalType":"decimal","scale":2,"precision":4}}]}""");

        assertThat(schema.normalizedText()).isEqualTo("""
                        {"type":"record","name":"A","fields":[{"name":"d","type":\
                        {"type":"bytes","logicalType":"decimal","precision":4,"scale":2}}],\
                        "aprop":1,"zprop":{"b":[{"c":2,"d":1}],"y":1},"aliases":["a","z"]}""");
    }

    @Test
    void spellings_that_differ_only_in_order_are_equivalent() {
        assertThat(parsed("{\"type\":\"int\",\"p\":1,\"q\":2}")
                        .isEquivalentTo(parsed("{\"type\":\"int\",\"q\":2,\"p\":1}")))
                .isTrue();
        assertThat(parsed("{\"type\":\"int\",\"p\":1}").isEquivalentTo(parsed("{\"type\":\"int\",\"p\":2}")))
                .isFalse();
    }

    @Test
    void a_schema_with_a_reference_is_equivalent_to_the_same_written_out() {
        ResolvedReference address = new ResolvedReference(
                new SchemaReference("n.Addr", "addr", 1), "{\"type\":\"record\",\"name\":\"n.Addr\",\"fields\":[]}");
        ParsedSchema referring = ((ParseResult.Parsed) format.parse(
                        "{\"type\":\"record\",\"name\":\"n.P\",\"fields\":[{\"name\":\"a\",\"type\":\"n.Addr\"}]}",
                        List.of(address),
                        Strictness.NEW))
                .schema();
        ParsedSchema whole = parsed("""
                {"type":"record","name":"n.P","fields":[
                  {"name":"a","type":{"type":"record","name":"n.Addr","fields":[]}}]}""");

        assertThat(referring.canonicalText()).isNotEqualTo(whole.canonicalText());
        assertThat(referring.isEquivalentTo(whole)).isTrue();
    }

    @Test
    void the_first_of_two_references_that_bind_a_name_wins() {
        ResolvedReference first = new ResolvedReference(
                new SchemaReference("n.K", "k", 1), "{\"type\":\"fixed\",\"name\":\"n.K\",\"size\":1}");
        ResolvedReference second = new ResolvedReference(
                new SchemaReference("n.K", "k", 2), "{\"type\":\"fixed\",\"name\":\"n.K\",\"size\":2}");

        ParseResult result = format.parse("\"n.K\"", List.of(first, second), Strictness.NEW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Parsed.class,
                        parsed -> assertThat(
                                        ((AvroSchema) parsed.schema()).avro().getFixedSize())
                                .isEqualTo(1));
    }

    @Test
    void a_dependency_that_is_at_hand_parsed_means_what_its_text_means() {
        List<ResolvedReference> texts = new ArrayList<>();
        List<ResolvedReference> parsed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String text = link(i);
            ParsedSchema schema = parsed(text, parsed);
            assertThat(schema.resolvedText()).isEqualTo(parsed(text, texts).resolvedText());
            assertThat(schema.canonicalText()).isEqualTo(text);
            SchemaReference reference = new SchemaReference("n.L" + i, "l" + i, 1);
            texts.add(new ResolvedReference(reference, text));
            parsed.add(new ResolvedReference(reference, text, Optional.of(schema)));
        }
    }

    private static String link(int number) {
        String type = number == 0 ? "\"int\"" : "[\"null\",\"L" + (number - 1) + "\",\"L" + number + "\"]";
        return "{\"type\":\"record\",\"name\":\"L%d\",\"namespace\":\"n\",\"fields\":[{\"name\":\"f\",\"type\":%s}]}"
                .formatted(number, type);
    }

    @Test
    void a_dependency_is_read_anew_where_a_name_in_it_means_something_else() {
        String user =
                "{\"type\":\"record\",\"name\":\"U\",\"namespace\":\"n\",\"fields\":[{\"name\":\"k\",\"type\":\"K\"}]}";
        ResolvedReference plain = key("K", 1);
        ParsedSchema inNoNamespace = parsed(user, List.of(plain));
        ResolvedReference at =
                new ResolvedReference(new SchemaReference("n.U", "u", 1), user, Optional.of(inNoNamespace));

        for (List<ResolvedReference> others : List.of(
                List.of(plain), List.of(key("K", 2)), List.of(plain, key("n.K", 3)), List.of(key("n.K", 4), plain))) {
            List<ResolvedReference> all = new ArrayList<>(others);
            all.add(at);
            List<ResolvedReference> texts = new ArrayList<>(others);
            texts.add(new ResolvedReference(at.reference(), user));
            String text = "[\"null\",\"n.U\"]";

            assertThat(parsed(text, all).resolvedText())
                    .isEqualTo(parsed(text, texts).resolvedText())
                    .contains("\"size\":" + highest(others));
        }
    }

    private static ResolvedReference key(String name, int size) {
        return new ResolvedReference(
                new SchemaReference(name, "k", size),
                "{\"type\":\"fixed\",\"name\":\"" + name + "\",\"size\":" + size + "}");
    }

    /** Those in the namespace of the user, which win, are the larger ones above. */
    private static int highest(List<ResolvedReference> keys) {
        return keys.stream().mapToInt(key -> key.reference().version()).max().orElseThrow();
    }

    @Test
    void a_type_that_a_dependency_defines_is_not_defined_otherwise() {
        ParseResult result = format.parse(
                "[\"null\",{\"type\":\"fixed\",\"name\":\"K\",\"size\":2}]", List.of(key("K", 1)), Strictness.NEW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("redefine"));
    }

    private ParsedSchema parsed(String text, List<ResolvedReference> dependencies) {
        ParseResult result = format.parse(text, dependencies, Strictness.NEW);
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) result).schema();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "\"\"",
                "\"no.such.Type\"",
                "{\"type\":\"nope\"}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483647}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":\"R\",\"default\":{}}]}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"i\",\"type\":\"int\",\"default\":1e1000000000}]}",
                "{\"type\":\"record\",\"name\":\"int\",\"fields\":[]}",
                "[\"int\",\"int\"]",
                "[\"null\",[\"int\"]]",
                "{\"type\":\"int\"} trailing",
                "{\"type\":\"record\",\"name\":\"A\",\"namespace\":\"a-b\",\"fields\":[]}",
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\",\"default\":\"1\"}]}",
            })
    void what_is_not_a_schema_is_refused_with_a_reason(String text) {
        ParseResult result = format.parse(text, List.of(), Strictness.NEW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ParseResult.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isNotBlank().doesNotContain("Exception"));
    }

    @Test
    void a_chain_that_would_overflow_the_stack_is_refused() {
        StringBuilder text = new StringBuilder("{\"type\":\"record\",\"name\":\"R0\",\"fields\":[");
        int links = 20_000;
        for (int i = 0; i < links; i++) {
            text.append("{\"name\":\"f")
                    .append(i)
                    .append("\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"R")
                    .append(i + 1)
                    .append("\",\"fields\":[{\"name\":\"f\",\"type\":\"R")
                    .append(i + 2)
                    .append("\"}]}]},");
        }
        text.append("{\"name\":\"last\",\"type\":{\"type\":\"record\",\"name\":\"R")
                .append(links + 1)
                .append("\",\"fields\":[]}}]}");

        assertThat(format.parse(text.toString(), List.of(), Strictness.NEW)).isInstanceOf(ParseResult.Invalid.class);
    }

    @Test
    void a_stored_schema_is_read_although_its_default_would_be_refused_today() {
        String text = """
                {"type":"record","name":"A","fields":[{"name":"x","type":"int","default":"1"}]}""";

        assertThat(format.parse(text, List.of(), Strictness.STORED)).isInstanceOf(ParseResult.Parsed.class);
    }

    private ParsedSchema parsed(String text) {
        return ((ParseResult.Parsed) format.parse(text, List.of(), Strictness.NEW)).schema();
    }
}
