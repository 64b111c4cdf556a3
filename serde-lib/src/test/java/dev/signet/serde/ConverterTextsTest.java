package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.serde.config.ConverterKeys;
import dev.signet.serde.connect.ConnectData;
import dev.signet.serde.mock.InMemoryRegistry;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

/** The texts that a converter registers, and the keys that change them. */
class ConverterTextsTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    /** As subjects that source connectors have filled through the usual converter have them. */
    @Test
    void textsAreThoseThatSubjectsAlreadyHave() {
        assertThat(type(Decimal.builder(2)
                        .parameter("connect.decimal.precision", "5")
                        .optional()
                        .build()))
                .isEqualTo("[\"null\",{\"type\":\"bytes\",\"scale\":2,\"precision\":5,\"connect.version\":1,"
                        + "\"connect.parameters\":{\"scale\":\"2\",\"connect.decimal.precision\":\"5\"},"
                        + "\"connect.name\":\"org.apache.kafka.connect.data.Decimal\",\"logicalType\":\"decimal\"}],"
                        + "\"default\":null");
        assertThat(type(Timestamp.SCHEMA))
                .isEqualTo("{\"type\":\"long\",\"connect.version\":1,"
                        + "\"connect.name\":\"org.apache.kafka.connect.data.Timestamp\","
                        + "\"logicalType\":\"timestamp-millis\"}");
        assertThat(type(SchemaBuilder.int64()
                        .name("io.debezium.time.Timestamp")
                        .version(1)
                        .defaultValue(0L)
                        .build()))
                .isEqualTo("{\"type\":\"long\",\"connect.version\":1,\"connect.default\":0,"
                        + "\"connect.name\":\"io.debezium.time.Timestamp\"},\"default\":0");
        assertThat(type(SchemaBuilder.string()
                        .name("io.debezium.data.Enum")
                        .version(1)
                        .parameter("allowed", "true,last,false,incremental")
                        .optional()
                        .defaultValue("false")
                        .build()))
                .isEqualTo("[{\"type\":\"string\",\"connect.version\":1,"
                        + "\"connect.parameters\":{\"allowed\":\"true,last,false,incremental\"},"
                        + "\"connect.default\":\"false\",\"connect.name\":\"io.debezium.data.Enum\"},\"null\"],"
                        + "\"default\":\"false\"");
        assertThat(type(SchemaBuilder.int16()
                        .parameter("__debezium.source.column.type", "TINYINT")
                        .build()))
                .isEqualTo("{\"type\":\"int\","
                        + "\"connect.parameters\":{\"__debezium.source.column.type\":\"TINYINT\"},"
                        + "\"connect.type\":\"int16\"}");
        assertThat(type(Decimal.builder(2).defaultValue(new BigDecimal("0.00")).build()))
                .isEqualTo("{\"type\":\"bytes\",\"scale\":2,\"precision\":64,\"connect.version\":1,"
                        + "\"connect.parameters\":{\"scale\":\"2\"},\"connect.default\":\"\\u0000\","
                        + "\"connect.name\":\"org.apache.kafka.connect.data.Decimal\",\"logicalType\":\"decimal\"},"
                        + "\"default\":\"\\u0000\"");
    }

    @Test
    void aDocumentedRecordHasItsTextAsAPropertyAndAtTheField() {
        Schema part = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .version(1)
                .doc("Variable scaled decimal")
                .optional()
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();

        assertThat(type(part))
                .isEqualTo("[\"null\",{\"type\":\"record\",\"name\":\"VariableScaleDecimal\","
                        + "\"namespace\":\"io.debezium.data\",\"fields\":[{\"name\":\"scale\",\"type\":\"int\"},"
                        + "{\"name\":\"value\",\"type\":\"bytes\"}],\"connect.doc\":\"Variable scaled decimal\","
                        + "\"connect.version\":1,\"connect.name\":\"io.debezium.data.VariableScaleDecimal\"}],"
                        + "\"doc\":\"Variable scaled decimal\",\"default\":null");
    }

    @Test
    void namedMapsOfEntriesAndDefaultsOfTypesComeBack() {
        Schema named = SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                .name("shop.Prices")
                .build();
        Schema standing = SchemaBuilder.string().defaultValue("x").build();
        Schema precise =
                Decimal.builder(2).parameter("connect.decimal.precision", "5").build();
        AvroConverter converter = converter(Map.of());

        assertThat(again(converter, "m", named, Map.of(1, "a"))).isEqualTo(new SchemaAndValue(named, Map.of(1, "a")));
        assertThat(text("m-value"))
                .contains("{\"type\":\"record\",\"name\":\"Prices\",\"namespace\":\"shop\"")
                .contains("\"connect.internal.type\":\"MapEntry\"");
        assertThat(again(converter, "s", standing, "y")).isEqualTo(new SchemaAndValue(standing, "y"));
        assertThat(again(converter, "d", precise, new BigDecimal("1.50")))
                .isEqualTo(new SchemaAndValue(precise, new BigDecimal("1.50")));
    }

    @Test
    void aUnionThatWasReadIsWrittenAsAUnion() {
        String union = "[\"null\",\"string\",\"int\",{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"x\","
                + "\"fields\":[{\"name\":\"a\",\"type\":\"int\"}],\"connect.name\":\"x.R\"}]";
        AvroSerializer serializer = new AvroSerializer(registry);
        serializer.configure(Map.of(), false);
        org.apache.avro.Schema schema = new org.apache.avro.Schema.Parser().parse(union);
        AvroConverter converter = converter(Map.of());
        for (Object datum : Arrays.asList("hi", 7, null)) {
            byte[] bytes = serializer.serialize("u", null, schema, datum);
            SchemaAndValue read = converter.toConnectData("u", bytes);

            assertThat(converter.fromConnectData("copy", read.schema(), read.value()))
                    .as("%s", datum)
                    .satisfies(copied -> {
                        if (datum != null) {
                            assertThat(Arrays.copyOfRange(copied, 5, copied.length))
                                    .isEqualTo(Arrays.copyOfRange(bytes, 5, bytes.length));
                        }
                    });
        }
        assertThat(text("copy-value")).isEqualTo(union);
    }

    @Test
    void enumsSurviveWithEnhancedSupport() {
        String text = "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"x\",\"fields\":[{\"name\":\"e\",\"type\":"
                + "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}}]}";
        AvroSerializer serializer = new AvroSerializer(registry);
        serializer.configure(Map.of(), false);
        org.apache.avro.Schema schema = new org.apache.avro.Schema.Parser().parse(text);
        GenericData.Record record = new GenericData.Record(schema);
        record.put(0, new GenericData.EnumSymbol(schema.getField("e").schema(), "B"));
        byte[] bytes = serializer.serialize("e", record);
        AvroConverter converter = converter(Map.of("enhanced.avro.schema.support", true));

        SchemaAndValue read = converter.toConnectData("e", bytes);
        byte[] copied = Objects.requireNonNull(converter.fromConnectData("copy", read.schema(), read.value()));

        assertThat(((Struct) read.value()).get("e")).isEqualTo("B");
        assertThat(text("copy-value")).contains("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]");
        assertThat(copied).endsWith(2).hasSize(6);
        assertThat(converter(Map.of())
                        .toConnectData("e", bytes)
                        .schema()
                        .field("e")
                        .schema()
                        .parameters())
                .isNull();
    }

    @Test
    void metadataAndDocumentationMayBeLeftOut() {
        Schema described = SchemaBuilder.int64()
                .name("shop.Count")
                .version(2)
                .doc("how many")
                .defaultValue(1L)
                .build();

        assertThat(type(described, Map.of("connect.meta.data", false)))
                .isEqualTo("\"long\",\"doc\":\"how many\",\"default\":1");
        assertThat(type(described, Map.of("discard.type.doc.default", "true")))
                .isEqualTo("{\"type\":\"long\",\"connect.version\":2,\"connect.name\":\"shop.Count\"},"
                        + "\"doc\":\"how many\",\"default\":1");
    }

    @Test
    void nullsMapKeysAndNamesFollowTheirKeys() {
        Schema level = SchemaBuilder.int32().optional().defaultValue(5).build();
        Schema struct = SchemaBuilder.struct().field("level", level).build();
        assertThat(again(converter(Map.of("ignore.default.for.nullables", true)), "n", struct, new Struct(struct))
                        .value())
                .isInstanceOfSatisfying(
                        Struct.class,
                        read -> assertThat(read.getWithoutDefault("level")).isNull());

        Schema map = SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.INT32_SCHEMA)
                .build();
        assertThat(type(map, Map.of("allow.optional.map.keys", true)))
                .isEqualTo("{\"type\":\"map\",\"values\":\"int\"}");
        assertThat(type(map)).contains("\"name\":\"MapEntry\"");

        Schema odd = SchemaBuilder.struct()
                .name("1shop.or-der")
                .field("a b", Schema.INT32_SCHEMA)
                .build();
        assertThat(type(odd, Map.of("scrub.invalid.names", true)))
                .startsWith("{\"type\":\"record\",\"name\":\"or_der\",\"namespace\":\"x1shop\","
                        + "\"fields\":[{\"name\":\"a_b\",\"type\":\"int\"}]");
    }

    @Test
    void whatIsNotSupportedIsRefused() {
        assertThatThrownBy(() ->
                        converter(Map.of("generalized.sum.type.support", true, "flatten.singleton.unions", false)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("generalized.sum.type.support=true is not supported")
                .hasMessageContaining("flatten.singleton.unions=false is not supported");
    }

    private AvroConverter converter(Map<String, ?> config) {
        AvroConverter converter = new AvroConverter(registry);
        converter.configure(new HashMap<>(config), false);
        return converter;
    }

    private static SchemaAndValue again(AvroConverter converter, String topic, Schema schema, Object value) {
        return converter.toConnectData(topic, converter.fromConnectData(topic, schema, value));
    }

    private String type(Schema schema) {
        return type(schema, Map.of());
    }

    /** What is written after {@code "type":} of a field with that schema. */
    private String type(Schema schema, Map<String, ?> config) {
        org.apache.avro.Schema avro = new ConnectData(ConverterKeys.settings(config))
                .avroSchema(SchemaBuilder.struct().field("f", schema).build());
        String text = avro.toString();
        String start = "{\"name\":\"f\",\"type\":";
        return text.substring(text.indexOf(start) + start.length(), text.length() - 3);
    }

    private String text(String subject) {
        return registry.version(Subject.of(subject), VersionSelector.LATEST)
                .asOptional()
                .orElseThrow()
                .schema()
                .text();
    }
}
