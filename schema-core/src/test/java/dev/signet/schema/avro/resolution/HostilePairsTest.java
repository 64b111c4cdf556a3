package dev.signet.schema.avro.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.compat.Mismatch;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of schemas that make a naive checker run for ever, run out of memory or overflow the stack. */
@Timeout(20)
class HostilePairsTest {
    @ParameterizedTest
    @CsvSource({"24, 2", "100, 2", "100, 8"})
    void a_doubling_graph_is_judged_once_a_type(int depth, int fields) {
        List<Mismatch> found = mismatches(doubling(depth, fields, "\"int\""), doubling(depth, fields, "\"string\""));

        assertThat(found).hasSize(fields).allMatch(mismatch -> mismatch.rule() == Mismatch.Rule.TYPE_MISMATCH);
        assertThat(mismatches(doubling(depth, fields, "\"long\""), doubling(depth, fields, "\"int\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"28", "60", "150"})
    void a_web_of_recursive_records_is_judged(int size) {
        assertThat(mismatches(web(size, "\"int\""), web(size, "\"string\""))).isNotEmpty();
        assertThat(mismatches(web(size, "\"long\""), web(size, "\"int\""))).isEmpty();
    }

    @Test
    void a_union_of_a_thousand_records_is_judged() {
        Schema ints = unionOf(1_000, i -> record("R" + i, field("v", "\"int\"")));
        Schema strings = unionOf(1_000, i -> record("R" + i, field("v", "\"string\"")));

        assertThat(mismatches(ints, ints)).isEmpty();
        assertThat(mismatches(ints, strings))
                .hasSize(1_000)
                .extracting(Mismatch::pointer)
                .contains("/0", "/999");
    }

    @Test
    void a_chain_through_a_union_is_judged() {
        assertThat(mismatches(chain(300, "\"long\""), chain(300, "\"int\""))).isEmpty();
        assertThat(mismatches(chain(300, "\"int\""), chain(300, "\"string\""))).isNotEmpty();
    }

    @Test
    void large_enums_are_compared_and_the_message_stays_short() {
        Schema small = enumOf("A", 50_000);
        Schema other = enumOf("B", 50_000);

        assertThat(mismatches(small, small)).isEmpty();
        assertThat(mismatches(small, other))
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.subjectOfRule())
                        .hasSizeLessThan(2_000)
                        .endsWith("and 49900 more]"));
    }

    @Test
    void a_record_that_holds_itself_reads_itself() {
        Schema endless = parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}");

        assertThat(mismatches(endless, endless)).isEmpty();
    }

    @Test
    void an_alias_that_makes_one_field_of_two_is_a_mismatch() {
        Schema writer = parse(record("R", field("a", "\"int\"") + "," + field("b", "\"int\"")));
        Schema reader = parse(record("R", "{\"name\":\"a\",\"type\":\"int\",\"aliases\":[\"b\"]}"));

        assertThat(mismatches(reader, writer))
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.rule()).isEqualTo(Mismatch.Rule.AMBIGUOUS_ALIAS));
    }

    private static List<Mismatch> mismatches(Schema reader, Schema writer) {
        return Resolution.mismatches(reader, writer);
    }

    private static Schema doubling(int depth, int fields, String leaf) {
        // The JSON parser limits nesting, so the graph is built from the leaf up by name.
        Schema.Parser parser = new Schema.Parser();
        String below = leaf;
        Schema last = null;
        for (int level = depth; level >= 0; level--) {
            String type = below;
            String all = IntStream.range(0, fields)
                    .mapToObj(i -> field("f" + i, type))
                    .collect(Collectors.joining(","));
            last = parser.parse(record("L" + level, all));
            below = "\"L" + level + "\"";
        }
        return java.util.Objects.requireNonNull(last);
    }

    private static Schema web(int size, String leaf) {
        Schema[] records = IntStream.rangeClosed(0, size)
                .mapToObj(i -> Schema.createRecord("R" + i, null, null, false))
                .toArray(Schema[]::new);
        Schema union = Schema.createUnion(records);
        Schema value = parse(leaf);
        for (Schema each : records) {
            each.setFields(List.of(new Schema.Field("v", value), new Schema.Field("f", union)));
        }
        return records[0];
    }

    private static Schema chain(int length, String leaf) {
        Schema below = parse(leaf);
        for (int i = 0; i < length; i++) {
            Schema link = Schema.createRecord("R" + i, null, null, false);
            link.setFields(
                    List.of(new Schema.Field("next", Schema.createUnion(Schema.create(Schema.Type.NULL), below))));
            below = link;
        }
        return below;
    }

    private static Schema unionOf(int size, IntFunction<String> branch) {
        return parse("[" + IntStream.range(0, size).mapToObj(branch).collect(Collectors.joining(",")) + "]");
    }

    private static Schema enumOf(String prefix, int size) {
        return Schema.createEnum(
                "E",
                null,
                null,
                IntStream.range(0, size).mapToObj(i -> prefix + i).toList());
    }

    private static String record(String name, String fields) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
    }

    private static String field(String name, String type) {
        return "{\"name\":\"" + name + "\",\"type\":" + type + "}";
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }
}
