package dev.signet.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.format.Bound;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.format.SchemaBounds;
import dev.signet.schema.format.SchemaFormat.Strictness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class BoundsTest {
    private static final String NAME = "n".repeat(40);

    /** A small limit, the schema that just keeps to it and the one that does not, and what it then says. */
    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of(Bound.DEPTH, 7, HostileSchemas.nested(6), HostileSchemas.nested(7), "8 levels of types"),
                // Each link is reached through the one before, long before its own place in the text.
                Arguments.of(
                        Bound.DEPTH,
                        6,
                        HostileSchemas.forwardChain(3),
                        HostileSchemas.forwardChain(4),
                        "7 levels of types within types"),
                Arguments.of(Bound.TYPES, 6, HostileSchemas.records(5), HostileSchemas.records(6), "7 named types"),
                Arguments.of(Bound.FIELDS, 5, HostileSchemas.flat(5), HostileSchemas.flat(6), "6 fields"),
                Arguments.of(
                        Bound.SYMBOLS,
                        5,
                        HostileSchemas.enumeration(5, "S"),
                        HostileSchemas.enumeration(6, "S"),
                        "6 symbols"),
                Arguments.of(
                        Bound.BRANCHES,
                        5,
                        HostileSchemas.union(5, "int"),
                        HostileSchemas.union(6, "int"),
                        "6 branches"),
                Arguments.of(Bound.NAME, 40, fixed(NAME), fixed(NAME + "n"), "41 characters in one name"),
                Arguments.of(Bound.NAME, 41, fixed("a." + NAME.substring(1)), fixed("a." + NAME), "42 characters"),
                Arguments.of(
                        Bound.NAME,
                        40,
                        HostileSchemas.enumeration(1, NAME.substring(1)),
                        HostileSchemas.enumeration(1, NAME),
                        "41 characters in one name"),
                Arguments.of(
                        Bound.NAME,
                        40,
                        aliased(NAME),
                        aliased(NAME + "n"),
                        "more than the limit of 40 (signet.schema.max.name)"));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_schema_at_its_limit_is_taken_and_one_above_it_is_not(
            Bound bound, int limit, String within, String above, String said) {
        AvroFormat format = new AvroFormat(SchemaBounds.STANDARD.with(bound, limit));

        assertThat(format.parse(within, List.of(), Strictness.NEW)).isInstanceOf(ParseResult.Parsed.class);
        assertThat(format.parse(above, List.of(), Strictness.NEW))
                .isInstanceOfSatisfying(ParseResult.Invalid.class, invalid -> {
                    assertThat(invalid.code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
                    assertThat(invalid.reason()).contains(said, bound.setting());
                });
        assertThat(format.parse(above, List.of(), Strictness.STORED)).isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void a_text_is_measured_in_bytes_and_has_a_code_of_its_own() {
        String text = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":1,\"doc\":\"ä€😀\"}";
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(new AvroFormat(SchemaBounds.STANDARD.with(Bound.TEXT, bytes)).parse(text, List.of(), Strictness.NEW))
                .isInstanceOf(ParseResult.Parsed.class);
        assertThat(new AvroFormat(SchemaBounds.STANDARD.with(Bound.TEXT, bytes - 1))
                        .parse(text, List.of(), Strictness.NEW))
                .isInstanceOfSatisfying(
                        ParseResult.Invalid.class,
                        invalid -> assertThat(invalid.code()).isEqualTo(ErrorCode.SCHEMA_TOO_LARGE));
    }

    @Test
    void references_cannot_build_what_one_text_may_not() {
        List<ResolvedReference> links = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String below = i == 0 ? "\"int\"" : "\"R" + (i - 1) + "\"";
            links.add(new ResolvedReference(
                    new SchemaReference("R" + i, "r" + i, 1),
                    "{\"type\":\"record\",\"name\":\"R" + i + "\",\"fields\":[{\"name\":\"f\",\"type\":" + below
                            + "}]}"));
        }
        AvroFormat shallow = new AvroFormat(SchemaBounds.STANDARD.with(Bound.DEPTH, 20));
        AvroFormat few = new AvroFormat(SchemaBounds.STANDARD.with(Bound.TYPES, 19));

        assertThat(shallow.parse("\"R18\"", links, Strictness.NEW)).isInstanceOf(ParseResult.Parsed.class);
        assertThat(shallow.parse("\"R19\"", links, Strictness.NEW))
                .isInstanceOfSatisfying(
                        ParseResult.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("21 levels"));
        assertThat(few.parse("\"R19\"", links, Strictness.NEW))
                .isInstanceOfSatisfying(
                        ParseResult.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("20 named types"));
    }

    @ParameterizedTest
    @EnumSource(Bound.class)
    void every_limit_can_be_set_from_one_to_its_ceiling(Bound bound) {
        assertThat(SchemaBounds.STANDARD.with(bound, 1).of(bound)).isEqualTo(1);
        assertThat(SchemaBounds.STANDARD.with(bound, bound.ceiling()).of(bound)).isEqualTo(bound.ceiling());
        assertThatThrownBy(() -> SchemaBounds.STANDARD.with(bound, bound.ceiling() + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bound.setting());
        assertThatThrownBy(() -> SchemaBounds.STANDARD.with(bound, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Strictness.class)
    void a_comparison_looks_at_as_many_pairs_as_it_may_whether_schemas_are_new_or_stored(Strictness strictness) {
        // Two rings whose sizes share no divisor: every record of one meets every record of the other.
        assertThat(rules(1, strictness)).containsExactly(Mismatch.Rule.TOO_COMPLEX);
        assertThat(rules(40 * 39 - 1, strictness)).containsExactly(Mismatch.Rule.TOO_COMPLEX);
        assertThat(rules(40 * 39, strictness)).isNotEmpty().doesNotContain(Mismatch.Rule.TOO_COMPLEX);
        assertThat(rules(Bound.PAIRS.ceiling(), strictness)).isNotEmpty().doesNotContain(Mismatch.Rule.TOO_COMPLEX);
    }

    private static List<Mismatch.Rule> rules(int mostPairs, Strictness strictness) {
        AvroFormat format = new AvroFormat(SchemaBounds.STANDARD.with(Bound.PAIRS, mostPairs));
        ParseResult reader = format.parse(HostileSchemas.ring(40, "a"), List.of(), strictness);
        ParseResult writer = format.parse(HostileSchemas.ring(39, "b"), List.of(), strictness);
        return ((ParseResult.Parsed) reader)
                .schema().readabilityOf(((ParseResult.Parsed) writer).schema()).mismatches().stream()
                        .map(Mismatch::rule)
                        .toList();
    }

    /** The rows of the hostile schemas that parsing has to stand; what they are compared with is tested elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "H6, 500, Parsed, Parsed",
        "H6, 2000, Invalid, Parsed",
        "H7, 100000, Invalid, Parsed",
        "H9, 1999, Parsed, Parsed",
        "H9, 8000, Invalid, Parsed",
        "H10, 100, Parsed, Parsed",
        "H10, 300, Invalid, Parsed",
        "H10, 3000, Invalid, Invalid",
        "H11, 200, Parsed, Parsed",
        "H11, 2000, Invalid, Invalid",
        "H12, 10000, Parsed, Parsed"
    })
    void what_is_made_to_be_slow_or_deep_is_answered(String row, int size, String asNew, String asStored) {
        String text = hostile(row, size);
        AvroFormat format = new AvroFormat();

        assertThat(format.parse(text, List.of(), Strictness.NEW))
                .extracting(result -> result.getClass().getSimpleName())
                .isEqualTo(asNew);
        assertThat(format.parse(text, List.of(), Strictness.STORED))
                .extracting(result -> result.getClass().getSimpleName())
                .isEqualTo(asStored);
    }

    private static String hostile(String row, int size) {
        return switch (row) {
            case "H6" -> HostileSchemas.chainInUnion(size, "int");
            case "H7" -> HostileSchemas.enumeration(size, "S");
            case "H9" -> HostileSchemas.records(size);
            case "H10" -> HostileSchemas.forwardChain(size);
            case "H11" -> HostileSchemas.nested(size);
            case "H12" -> HostileSchemas.flat(size);
            default -> throw new IllegalArgumentException(row);
        };
    }

    private static String fixed(String name) {
        return "{\"type\":\"fixed\",\"name\":\"" + name + "\",\"size\":1}";
    }

    private static String aliased(String alias) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"int\",\"aliases\":[\""
                + alias + "\"]}]}";
    }
}
