package dev.signet.schema.avro.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.HostileSchemas;
import dev.signet.schema.compat.Mismatch;
import java.util.List;
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
        List<Mismatch> found = mismatches(
                HostileSchemas.doubling(depth, fields, "int"), HostileSchemas.doubling(depth, fields, "string"));

        assertThat(found).hasSize(1).allMatch(mismatch -> mismatch.rule() == Mismatch.Rule.TYPE_MISMATCH);
        assertThat(mismatches(
                        HostileSchemas.doubling(depth, fields, "long"), HostileSchemas.doubling(depth, fields, "int")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"28", "60", "150"})
    void a_web_of_recursive_records_is_judged(int size) {
        assertThat(mismatches(HostileSchemas.web(size, "int"), HostileSchemas.web(size, "string")))
                .isNotEmpty();
        assertThat(mismatches(HostileSchemas.web(size, "long"), HostileSchemas.web(size, "int")))
                .isEmpty();
    }

    @Test
    void a_union_of_a_thousand_records_is_judged() {
        String ints = HostileSchemas.union(1_000, "int");
        String strings = HostileSchemas.union(1_000, "string");

        assertThat(mismatches(ints, ints)).isEmpty();
        assertThat(mismatches(ints, strings))
                .hasSize(1_000)
                .extracting(Mismatch::pointer)
                .contains("/0", "/999");
    }

    @ParameterizedTest
    @CsvSource({"1000", "2000"})
    void a_chain_through_a_union_is_judged(int length) {
        String ints = HostileSchemas.chainInUnion(length, "int");
        assertThat(mismatches(HostileSchemas.chainInUnion(length, "long"), ints))
                .isEmpty();
        assertThat(mismatches(ints, HostileSchemas.chainInUnion(length, "string")))
                .isNotEmpty();
    }

    @Test
    void a_way_of_a_million_pairs_is_told_in_short_pointers() {
        List<Mismatch> found = mismatches(HostileSchemas.ring(1_000, "a"), HostileSchemas.ring(997, "b"));

        assertThat(found).isNotEmpty().allMatch(mismatch -> mismatch.pointer().length() < 4_096);
        assertThat(found.get(found.size() - 1).pointer())
                .startsWith("/fields/")
                .contains("/…/")
                .endsWith("/fields/0");
    }

    @Test
    void large_enums_are_compared_and_the_message_stays_short() {
        String small = HostileSchemas.enumeration(50_000, "A");
        String other = HostileSchemas.enumeration(50_000, "B");

        assertThat(mismatches(small, small)).isEmpty();
        assertThat(mismatches(small, other))
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.subjectOfRule())
                        .hasSizeLessThan(2_000)
                        .endsWith("and 49900 more]"));
    }

    @Test
    void a_record_that_holds_itself_reads_itself() {
        String endless = "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}";

        assertThat(mismatches(endless, endless)).isEmpty();
    }

    @Test
    void an_alias_that_makes_one_field_of_two_is_a_mismatch() {
        String writer = """
                {"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int"}]}""";
        String reader = """
                {"type":"record","name":"R","fields":[{"name":"a","type":"int","aliases":["b"]}]}""";

        assertThat(mismatches(reader, writer))
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.rule()).isEqualTo(Mismatch.Rule.AMBIGUOUS_ALIAS));
    }

    private static List<Mismatch> mismatches(String reader, String writer) {
        return Resolution.of(new Schema.Parser().parse(reader), new Schema.Parser().parse(writer))
                .mismatches();
    }
}
