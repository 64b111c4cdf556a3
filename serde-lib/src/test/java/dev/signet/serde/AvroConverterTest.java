package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.serde.mock.InMemoryRegistry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroConverterTest {
    private final SchemaRegistry registry = new InMemoryRegistry();
    private final AvroConverter converter = new AvroConverter(registry);

    @BeforeEach
    void configure() {
        converter.configure(Map.of("avro.use.logical.type.converters", true, "specific.avro.reader", true), false);
    }

    static Stream<Arguments> values() {
        Schema text = Schema.STRING_SCHEMA;
        return Stream.of(
                Arguments.of(Schema.BOOLEAN_SCHEMA, true),
                Arguments.of(Schema.INT8_SCHEMA, (byte) 7),
                Arguments.of(Schema.INT16_SCHEMA, (short) 7),
                Arguments.of(Schema.INT32_SCHEMA, 7),
                Arguments.of(Schema.INT64_SCHEMA, 7L),
                Arguments.of(Schema.FLOAT32_SCHEMA, 1.5f),
                Arguments.of(Schema.FLOAT64_SCHEMA, 1.5),
                Arguments.of(text, "text"),
                Arguments.of(Schema.OPTIONAL_INT32_SCHEMA, 7),
                Arguments.of(Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {1, 2})),
                Arguments.of(SchemaBuilder.array(text).build(), List.of("a", "b")),
                Arguments.of(SchemaBuilder.array(Schema.OPTIONAL_INT64_SCHEMA).build(), Arrays.asList(1L, null)),
                Arguments.of(SchemaBuilder.map(text, Schema.INT32_SCHEMA).build(), Map.of("a", 1)),
                Arguments.of(SchemaBuilder.map(Schema.INT32_SCHEMA, text).build(), Map.of(1, "a")),
                Arguments.of(Decimal.schema(2), new BigDecimal("12.34")),
                Arguments.of(Date.SCHEMA, new java.util.Date(86_400_000L * 3)),
                Arguments.of(Time.SCHEMA, new java.util.Date(1_234)),
                Arguments.of(Timestamp.SCHEMA, new java.util.Date(1_234_567)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void dataComesBackWithItsSchema(Schema schema, Object value) {
        byte[] bytes = converter.fromConnectData("t", schema, value);

        assertThat(converter.toConnectData("t", bytes)).isEqualTo(new SchemaAndValue(schema, value));
    }

    @Test
    void structsComeBackWithDefaultsDocumentationAndNestedParts() {
        Schema part = SchemaBuilder.struct()
                .name("shop.Item")
                .version(3)
                .field("sku", Schema.STRING_SCHEMA)
                .field("price", Decimal.builder(2).optional().build())
                .build();
        Schema schema = SchemaBuilder.struct()
                .name("shop.Order")
                .field("id", SchemaBuilder.int64().doc("the number").build())
                .field("state", SchemaBuilder.string().defaultValue("new").build())
                .field("level", SchemaBuilder.int32().optional().defaultValue(5).build())
                .field("items", SchemaBuilder.array(part).build())
                .field("first", part)
                .build();
        Struct item = new Struct(part).put("sku", "a").put("price", new BigDecimal("1.50"));
        Struct order = new Struct(schema)
                .put("id", 7L)
                .put("state", "paid")
                .put("items", List.of(item))
                .put("first", item);

        byte[] bytes = converter.fromConnectData("orders", schema, order);
        SchemaAndValue read = converter.toConnectData("orders", bytes);

        assertThat(read.schema()).isEqualTo(schema);
        // An absent value has been written as its default.
        assertThat(read.value()).isEqualTo(order.put("level", 5));
    }

    @Test
    void anUnnamedStructGetsTheUsualName() {
        Schema schema = SchemaBuilder.struct().field("a", Schema.INT8_SCHEMA).build();

        byte[] bytes = converter.fromConnectData("t", schema, new Struct(schema).put("a", (byte) 1));

        assertThat(text("t-value"))
                .isEqualTo(
                        "{\"type\":\"record\",\"name\":\"ConnectDefault\",\"namespace\":\"io.confluent.connect.avro\","
                                + "\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"int\",\"connect.type\":\"int8\"}}]}");
        assertThat(converter.toConnectData("t", bytes).schema()).isEqualTo(schema);
    }

    @Test
    void avroDataOfOthersIsUnderstood() {
        org.apache.avro.Schema schema = new org.apache.avro.Schema.Parser().parse("""
                        {"type":"record","name":"R","namespace":"x","fields":[
                          {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
                          {"name":"f","type":{"type":"fixed","name":"F","size":2}},
                          {"name":"u","type":["null","string","int"]},
                          {"name":"n","type":"null"}]}""");
        GenericRecord record = new GenericRecordBuilder(schema)
                .set("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "B"))
                .set("f", new GenericData.Fixed(schema.getField("f").schema(), new byte[] {1, 2}))
                .set("u", 7)
                .set("n", null)
                .build();
        AvroSerializer serializer = new AvroSerializer(registry);
        serializer.configure(Map.of(), false);

        Struct read = (Struct)
                converter.toConnectData("t", serializer.serialize("t", record)).value();

        assertThat(read.get("e")).isEqualTo("B");
        assertThat(read.get("f")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(read.getStruct("u").get("int")).isEqualTo(7);
        assertThat(read.getStruct("u").get("string")).isNull();
        assertThat(read.get("n")).isNull();
    }

    @Test
    void nullIsATombstone() {
        assertThat(converter.fromConnectData("t", Schema.STRING_SCHEMA, null)).isNull();
        assertThat(converter.toConnectData("t", null)).isEqualTo(SchemaAndValue.NULL);
    }

    @Test
    void whatCannotBeConvertedIsADataException() {
        assertThatThrownBy(() -> converter.fromConnectData("t", null, "x"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no Connect schema");
        assertThatThrownBy(() -> converter.toConnectData("t", new byte[] {9}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic 't'");
        registry.register(
                Subject.of("l-value"),
                SchemaText.avro(
                        "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"L\"]}]}"),
                Normalize.NO);
        assertThatThrownBy(() -> converter.toConnectData("l", new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("contains itself");
    }

    private String text(String subject) {
        return registry.version(Subject.of(subject), VersionSelector.LATEST)
                .asOptional()
                .orElseThrow()
                .schema()
                .text();
    }
}
