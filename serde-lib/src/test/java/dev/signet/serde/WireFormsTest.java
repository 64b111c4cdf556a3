package dev.signet.serde;

import static dev.signet.serde.samples.Orders.ORDER;
import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.SchemaId;
import dev.signet.schema.wire.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** How written records name their schema, and where readers look for it. */
class WireFormsTest extends SerdeFixture {
    private static final Map<String, Object> IN_HEADER =
            Map.of("value.schema.id.serializer", "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer");

    /** The GUID of the schema "string", from the conformance vectors. */
    private static final byte[] STRING_GUID = hex("01 095d71cf12556b9d5e330ad575b3df5d");

    private final Headers headers = new RecordHeaders();

    @Test
    void aGuidInTheHeaderLeavesThePayloadBare() {
        byte[] bytes = serializer(IN_HEADER).serialize("t", headers, "hi");

        assertThat(bytes).isEqualTo(hex("04 6869"));
        assertThat(values("__value_schema_id")).containsExactly(STRING_GUID);
        assertThat(deserializer(Map.of()).deserialize("t", headers, bytes)).isEqualTo("hi");
        assertThatThrownBy(() -> deserializer(Map.of("value.schema.id.deserializer", "PrefixSchemaIdDeserializer"))
                        .deserialize("t", headers, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("unknown magic byte 4");
    }

    @Test
    void aHeaderIsAddedAgainOnlyIfTheLastOneDiffers() {
        AvroSerializer serializer = serializer(IN_HEADER);
        serializer.serialize("t", headers, "a");
        serializer.serialize("t", headers, "b");
        assertThat(values("__value_schema_id")).hasSize(1);

        serializer.serialize("t", headers, 7);
        byte[] last = serializer.serialize("t", headers, "c");

        assertThat(values("__value_schema_id")).hasSize(3);
        assertThat(deserializer(Map.of()).deserialize("t", headers, last)).isEqualTo("c");
    }

    @Test
    void keysHaveAHeaderOfTheirOwnAndTombstonesNone() {
        AvroSerializer keys = new AvroSerializer(registry);
        keys.configure(Map.of("key.schema.id.serializer", "HeaderSchemaIdSerializer"), true);

        assertThat(serializer(IN_HEADER).serialize("t", headers, null)).isNull();
        assertThat(headers).isEmpty();
        keys.serialize("t", headers, "k");

        assertThat(headers).extracting(Header::key).containsExactly("__key_schema_id");
    }

    @Test
    void withoutHeadersARecordThatNeedsOneIsRefused() {
        assertThatThrownBy(() -> serializer(IN_HEADER).serialize("t", "hi"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic 't'")
                .hasMessageContaining("__value_schema_id")
                .hasMessageContaining("call serialize(topic, headers, data)");
    }

    @Test
    void aGuidStandsInFrontWhenAskedFor() {
        byte[] bytes = written(Map.of("signet.schema.prefix", "guid"), "t", "hi");

        assertThat(bytes).startsWith(STRING_GUID).endsWith(hex("04 6869")).hasSize(20);
        assertThat(deserializer(Map.of()).deserialize("t", bytes)).isEqualTo("hi");
    }

    @Test
    void theGuidIsTheRegistrysWhicheverWayTheSchemaIsChosen() {
        RegisteredSchema known = register("orders-value", ORDER);
        byte[] guid = WireFormat.prefix(known.guid());
        List<Map<String, Object>> choices = List.of(
                Map.of(),
                Map.of("auto.register.schemas", false),
                Map.of("auto.register.schemas", false, "use.latest.version", true),
                Map.of(
                        "auto.register.schemas",
                        false,
                        "use.schema.id",
                        known.id().value()),
                Map.of("auto.register.schemas", false, "use.schema.guid", known.guid()));
        for (Map<String, Object> choice : choices) {
            Map<String, Object> config = new HashMap<>(choice);
            config.put("signet.schema.prefix", "guid");
            assertThat(written(config, "orders", order(1))).as("%s", choice).startsWith(guid);
        }
    }

    @Test
    void aBoundSchemaNeedsItsGuidWhereGuidsAreWritten() {
        AvroSerializer serializer = serializer(IN_HEADER);
        RegisteredSchema known = register("elsewhere", ORDER);

        assertThatThrownBy(() -> serializer.bind(ORDER, new SchemaId(9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("id and GUID");
        serializer.bind(ORDER, known.id(), known.guid());
        serializer.serialize("orders", headers, order(1));

        assertThat(values("__value_schema_id")).containsExactly(WireFormat.prefix(known.guid()));
    }

    @Test
    void readersLookWhereTheyAreTold() {
        byte[] prefixed = written(Map.of(), "t", "hi");
        headers.add("__value_schema_id", WireFormat.prefix(new SchemaId(99)));
        byte[] payload = Arrays.copyOfRange(prefixed, 5, prefixed.length);

        assertThat(reader("PrefixSchemaIdDeserializer").deserialize("t", headers, prefixed))
                .isEqualTo("hi");
        assertThatThrownBy(() -> reader("DualSchemaIdDeserializer").deserialize("t", headers, prefixed))
                .hasMessageContaining("schema id 99");
        assertThatThrownBy(() -> reader("HeaderSchemaIdDeserializer").deserialize("t", prefixed))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no header __value_schema_id");
        headers.add("__value_schema_id", WireFormat.prefix(new SchemaId(1)));
        assertThat(reader("HeaderSchemaIdDeserializer").deserialize("t", headers, payload))
                .isEqualTo("hi");
    }

    @Test
    void aConfiguredSchemaReadsPayloadsWithoutAPrefix() {
        RegisteredSchema known = register("any", parse("\"string\""));
        for (Map<String, Object> which : List.<Map<String, Object>>of(
                Map.of("use.schema.id", known.id()),
                Map.of("use.schema.guid", known.guid().toString()))) {
            Map<String, Object> config = new HashMap<>(which);
            config.put("value.schema.id.deserializer", "ConfigSchemaIdDeserializer");
            assertThat(deserializer(config).deserialize("t", hex("04 6869"))).isEqualTo("hi");
        }
    }

    @Test
    void theConverterCarriesHeaders() {
        AvroConverter converter = new AvroConverter(registry);
        converter.configure(IN_HEADER, false);

        byte[] bytes = converter.fromConnectData("t", headers, Schema.STRING_SCHEMA, "hi");

        assertThat(bytes).isEqualTo(hex("04 6869"));
        assertThat(converter.toConnectData("t", headers, bytes).value()).isEqualTo("hi");
    }

    private AvroDeserializer reader(String where) {
        return deserializer(Map.of("value.schema.id.deserializer", where));
    }

    private List<byte[]> values(String name) {
        List<byte[]> values = new ArrayList<>();
        headers.headers(name).forEach(header -> values.add(Objects.requireNonNull(header.value())));
        return values;
    }
}
