package dev.signet.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.SchemaReference;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.util.List;
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
