package dev.signet.schema.avro.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.signet.schema.avro.RandomBytes;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriterPlanTest {
    private static final String ENUM = "{'type':'enum','name':'E','symbols':['A','B']}";
    private static final String LIST = "{'type':'record','name':'L','fields':[{'name':'next','type':['null','L']}]}";

    /** The payloads that Avro's own reader or skipper lets pass, and the ones that everybody refuses. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type':'enum','name':'E','symbols':['A','B']}      | 0e                   | the enum index 7 is not one of 0..1
            {'type':'enum','name':'E','symbols':['A','B']}      | 01                   | the enum index -1 is not one of 0..1
            ['null','int']                                      | 04                   | the union index 2 is not one of 0..1
            ['null','int']                                      | 01                   | the union index -1 is not one of 0..1
            'boolean'                                           | 02                   | the boolean byte is 2, not 0 or 1
            'boolean'                                           | ""                   | the boolean is missing: the data ends here
            'string'                                            | 02ff                 | the string is not UTF-8 from byte 0 of 1 on
            'string'                                            | 06c3a9c3             | the string is not UTF-8 from byte 2 of 3 on
            'string'                                            | 04c0af               | the string is not UTF-8 from byte 0 of 2 on
            'string'                                            | 06eda080             | the string is not UTF-8 from byte 0 of 3 on
            'string'                                            | 08f4908080           | the string is not UTF-8 from byte 0 of 4 on
            'string'                                            | 06e08080             | the string is not UTF-8 from byte 0 of 3 on
            'string'                                            | 01                   | the string's length -1 is negative
            'string'                                            | 0661                 | the string's length 3 is more than the 1 byte that is left
            'string'                                            | feffffff0f61         | the string's length 2147483647 is more than the 1 byte that is left
            {'type':'array','items':'string'}                   | 020100               | the string's length -1 is negative
            {'type':'array','items':'int'}                      | 01 04 02 63 00       | the block's size 2 is 1 more than its items take
            {'type':'array','items':'int'}                      | 01 00 02 00          | the block's count 1 is more than the 0 bytes that are left can hold
            {'type':'array','items':'int'}                      | 01 01 02 00          | the block's size -1 is not between 0 and the 2 bytes that are left
            {'type':'array','items':'int'}                      | 01 0a 02 00          | the block's size 5 is not between 0 and the 2 bytes that are left
            {'type':'array','items':'int'}                      | 80808080 08 00       | the block's count 1073741824 is more than the 1 byte that is left can hold
            {'type':'array','items':'int'}                      | ffffffffffffffffff01 | the block's count -9223372036854775808 has no opposite
            {'type':'array','items':'int'}                      | 0202                 | the block's count is missing: the data ends here
            {'type':'map','values':'int'}                       | 0202ff0200           | the map key is not UTF-8 from byte 0 of 1 on
            {'type':'map','values':'int'}                       | 02026102             | the block's count is missing: the data ends here
            {'type':'array','items':'null'}                     | 808080801000         | the block's count 2147483648 makes more than 65536 values, or values too deep, from no bytes
            {'type':'array','items':'null'}                     | 80808080804000       | the block's count 1099511627776 makes more than 65536 values, or values too deep, from no bytes
            {'type':'fixed','name':'F','size':3}                | 0102                 | the fixed F of 3 bytes is cut off after 2
            'double'                                            | 01020304             | the double of 8 bytes is cut off after 4
            'int'                                               | 80                   | the int is cut off: the data ends inside it
            'int'                                               | 8080808010           | the int does not fit into its type
            'int'                                               | 808080808000         | the int does not fit into its type
            'long'                                              | ffffffffffffffffff02 | the long does not fit into its type
            'long'                                              | 80808080808080808080 | the long does not fit into its type
            'int'                                               | 0200                 | 1 byte is left after the end of the datum
            'null'                                              | 0000                 | 2 bytes are left after the end of the datum
            []                                                  | 00                   | the union index 0 is not valid: there are none
            """)
    void badPayloadsAreRefusedInWords(String schema, String hex, String reason) {
        WriterPlan plan = WriterPlan.of(parse(schema), Framing.AVRO, Strictness.STRICT);
        byte[] payload = hex(hex);

        assertThat(plan.accepts(payload, 0, payload.length)).isFalse();
        assertThat(plan.fault(payload, 0, payload.length).map(PayloadFault::reason))
                .hasValue(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'int'                            | 8000
            'int'                            | ffffffff0f
            'long'                           | ffffffffffffffffff01
            'null'                           | ""
            'string'                         | 08f09f9a80
            ['null','int']                   | 8000
            {'type':'array','items':'int'}   | 01 02 02 00
            {'type':'array','items':'int'}   | 02 02 01 02 04 00
            {'type':'array','items':'null'}  | 80800800
            {'type':'map','values':'null'}   | 02 02 61 00
            {'type':'fixed','name':'F','size':0} | ""
            """)
    void unusualButGoodPayloadsAreAccepted(String schema, String hex) {
        WriterPlan plan = WriterPlan.of(parse(schema), Framing.AVRO, Strictness.STRICT);
        byte[] payload = hex(hex);

        assertThat(plan.fault(payload, 0, payload.length)).isEmpty();
        assertThat(plan.accepts(payload, 0, payload.length)).isTrue();
    }

    @Test
    void leniencyCoversBooleansAndTextOnly() {
        Schema schema = parse(
                "{'type':'record','name':'R','fields':[{'name':'b','type':'boolean'},{'name':'s','type':'string'},"
                        + "{'name':'m','type':{'type':'map','values':" + ENUM + "}}]}");
        WriterPlan strict = WriterPlan.of(schema);
        WriterPlan lenient = WriterPlan.of(schema, Framing.REGISTRY, Strictness.LENIENT);
        byte[] odd = hex("07 02ff 02 02fe 02 00");
        byte[] bad = hex("07 02ff 02 02fe 04 00");

        assertThat(strict.accepts(odd, 0, odd.length)).isFalse();
        assertThat(lenient.accepts(odd, 0, odd.length)).isTrue();
        assertThat(lenient.fault(odd, 0, odd.length)).isEmpty();
        assertThat(lenient.accepts(bad, 0, bad.length)).isFalse();
    }

    @Test
    void bytesHaveNoLengthInARegistrysPayload() {
        Schema schema = Schema.create(Schema.Type.BYTES);
        byte[] payload = hex("cafe");

        assertThat(WriterPlan.of(schema).accepts(payload, 0, 2)).isTrue();
        assertThat(WriterPlan.of(schema).isUnframed()).isTrue();
        assertThat(WriterPlan.of(schema, Framing.AVRO, Strictness.STRICT).accepts(payload, 0, 2))
                .isFalse();
        assertThat(WriterPlan.of(parse("['bytes']")).isUnframed()).isFalse();
    }

    @Test
    void aFaultNamesItsPlace() {
        Schema schema = parse("""
                {'type':'record','name':'Order','fields':[
                  {'name':'id','type':'long'},
                  {'name':'none','type':'null'},
                  {'name':'items','type':{'type':'array','items':
                    {'type':'record','name':'Item','fields':[
                      {'name':'sku','type':'string'},
                      {'name':'tags','type':{'type':'map','values':['null','int']}}]}}}]}""");
        WriterPlan plan = WriterPlan.of(schema);

        assertThat(fault(plan, "02 02 0261 00 02 02ff 00 00")).isEqualTo("/items/1/sku@7");
        assertThat(fault(plan, "02 04 0261 00 0262 02 046b0a 08 00 00")).isEqualTo("/items/1/tags/k?@11");
        assertThat(fault(plan, "02 00 63")).isEqualTo("/@2");
        assertThat(fault(plan, "")).isEqualTo("/id@0");
    }

    private static String fault(WriterPlan plan, String hex) {
        byte[] payload = hex(hex);
        assertThat(plan.accepts(payload, 0, payload.length)).isFalse();
        PayloadFault fault = plan.fault(payload, 0, payload.length).orElseThrow();
        return fault.path() + "@" + fault.offset();
    }

    @Test
    void aPathIsNeverLong() {
        WriterPlan plan = WriterPlan.of(
                parse("{'type':'record','name':'M','fields':[{'name':'m','type':{'type':'map','values':'M'}}]}"));
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            payload.writeBytes(hex("02 c801"));
            payload.writeBytes("k".repeat(100).getBytes(StandardCharsets.UTF_8));
        }

        PayloadFault fault =
                plan.fault(payload.toByteArray(), 0, payload.size()).orElseThrow();

        assertThat(fault.path()).hasSizeLessThan(600);
    }

    @Test
    void nestingEndsAtTheLimitHoweverLongTheData() {
        WriterPlan plan = WriterPlan.of(parse(LIST));
        byte[] deepest = new byte[WriterPlan.MAX_DEPTH];
        Arrays.fill(deepest, 0, deepest.length - 1, (byte) 2);
        byte[] tooDeep = new byte[100_000];
        Arrays.fill(tooDeep, 0, tooDeep.length - 1, (byte) 2);

        assertThat(plan.accepts(deepest, 0, deepest.length)).isTrue();
        assertThat(plan.accepts(tooDeep, 0, tooDeep.length)).isFalse();
        assertThat(plan.fault(tooDeep, 0, tooDeep.length).map(PayloadFault::reason))
                .hasValue("the value is nested more than 256 levels deep");
    }

    @Test
    void aRecordThatContainsItselfHasNoDatum() {
        WriterPlan plan = WriterPlan.of(parse("{'type':'record','name':'A','fields':[{'name':'a','type':'A'}]}"));

        assertThat(plan.accepts(new byte[0], 0, 0)).isFalse();
        assertThat(plan.fault(new byte[0], 0, 0)).isPresent();
    }

    @Test
    void recordsWithoutBytesThatDoubleAtEachLevelAreRefusedAtOnce() {
        Schema level = Schema.createRecord("Leaf", null, null, false, List.of());
        for (int i = 0; i < 40; i++) {
            level = SchemaBuilder.record("L" + i)
                    .fields()
                    .name("a")
                    .type(level)
                    .noDefault()
                    .name("b")
                    .type(level)
                    .noDefault()
                    .endRecord();
        }
        WriterPlan plan = WriterPlan.of(level);
        WriterPlan array = WriterPlan.of(Schema.createArray(level));

        assertThat(plan.accepts(new byte[0], 0, 0)).isFalse();
        assertThat(array.accepts(hex("0200"), 0, 2)).isFalse();
        assertThat(array.accepts(hex("00"), 0, 1)).isTrue();
    }

    @Test
    void itemsWithoutBytesAreCountedOverTheWholeDatum() {
        WriterPlan plan = WriterPlan.of(parse("{'type':'array','items':{'type':'array','items':'null'}}"));
        byte[] two = hex("04 80800400 80800400 00");
        byte[] three = hex("06 80800400 80800400 80800400 00");

        assertThat(plan.accepts(two, 0, two.length)).isTrue();
        assertThat(plan.accepts(three, 0, three.length)).isFalse();
    }

    @Test
    void aVeryDeepSchemaHasAPlan() {
        Schema deep = Schema.create(Schema.Type.INT);
        for (int i = 0; i < 50_000; i++) {
            deep = Schema.createArray(deep);
        }
        WriterPlan plan = WriterPlan.of(deep);

        assertThat(plan.nodes()).hasSize(50_001);
        assertThat(plan.accepts(hex("00"), 0, 1)).isTrue();
    }

    @Test
    void nodesAreNumberedByTheirPlaceAndRecursionIsOneNode() {
        WriterPlan plan = WriterPlan.of(parse(LIST));

        assertThat(plan.nodes())
                .hasSize(3)
                .allSatisfy(node -> assertThat(plan.nodes().get(node.number())).isSameAs(node));
        assertThat(plan.root())
                .isInstanceOfSatisfying(
                        PlanNode.RecordNode.class,
                        record -> assertThat(
                                        ((PlanNode.UnionNode) record.fields().get(0))
                                                .branches()
                                                .get(1))
                                .isSameAs(record));
    }

    @Test
    void theEndOfADatumIsFoundWhereMoreFollows() {
        byte[] payload = hex("02 02 63");

        assertThat(WriterPlan.of(parse("'string'")).datumEnd(payload, 1, 3)).isEqualTo(3);
        assertThat(WriterPlan.of(parse("'int'")).datumEnd(payload, 0, 3)).isEqualTo(1);
        assertThat(WriterPlan.of(parse("{'type':'array','items':'null'}")).datumEnd(hex("02 00 63"), 0, 3))
                .isEqualTo(2);
        assertThat(WriterPlan.of(parse("'double'")).datumEnd(payload, 0, 3)).isNegative();
    }

    @Test
    void aRangeOutsideTheArrayIsAMistakeOfTheCaller() {
        WriterPlan plan = WriterPlan.of(Schema.create(Schema.Type.INT));

        assertThatThrownBy(() -> plan.accepts(new byte[2], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> plan.fault(new byte[2], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void acceptingAllocatesNothing() {
        Schema schema = parse("""
                {'type':'record','name':'Order','fields':[
                  {'name':'id','type':'long'},
                  {'name':'note','type':['null','string']},
                  {'name':'items','type':{'type':'array','items':'string'}}]}""");
        byte[] payload = RandomBytes.plain(
                schema,
                new GenericRecordBuilder(schema)
                        .set("id", 1L << 40)
                        .set("note", "ä".repeat(200))
                        .set(
                                "items",
                                new GenericData.Array<>(schema.getField("items").schema(), List.of("a", "b")))
                        .build());
        WriterPlan plan = WriterPlan.of(schema);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        boolean good = plan.accepts(payload, 0, payload.length);
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 10_000; i++) {
            good &= plan.accepts(payload, 0, payload.length);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        assertThat(good).isTrue();
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
