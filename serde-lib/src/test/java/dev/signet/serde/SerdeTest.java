package dev.signet.serde;

import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.mock.InMemoryRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerdeTest extends SerdeFixture {

    @Test
    void aStringUnderIdOneHasTheKnownBytes() {
        assertThat(serializer(Map.of()).serialize("t", "hi")).isEqualTo(hex("00 00000001 04 68 69"));
    }

    @Test
    void bytesFollowTheIdWithoutTheirLength() {
        AvroSerializer serializer = serializer(Map.of());
        byte[] expected = hex("00 00000001 CA FE");
        ByteBuffer part = ByteBuffer.wrap(hex("00 CAFE 00"), 1, 2);

        assertThat(serializer.serialize("t", hex("CAFE"))).isEqualTo(expected);
        assertThat(serializer.serialize("t", part)).isEqualTo(expected);
        assertThat(part.remaining()).isEqualTo(2);
        assertThat(deserializer(Map.of()).deserialize("t", expected)).isEqualTo(hex("CAFE"));
    }

    @Test
    void nullStaysNullWithoutAWordToTheRegistry() {
        assertThat(serializer(Map.of()).serialize("t", null)).isNull();
        assertThat(deserializer(Map.of()).deserialize("t", null)).isNull();
        assertThat(deserializer(Map.of()).deserialize("t", new RecordHeaders(), (byte[]) null))
                .isNull();
        assertThat(registry.subjects("").asOptional()).hasValue(List.of());
    }

    @Test
    void primitivesComeBackAsTheyWere() {
        for (Object value : List.of(true, 7, 7L, 1.5f, 1.5d, "text")) {
            String topic = value.getClass().getSimpleName();

            byte[] bytes = written(Map.of(), topic, value);

            assertThat(deserializer(Map.of()).deserialize(topic, bytes)).isEqualTo(value);
        }
        assertThat(deserializer(Map.of())
                        .deserialize("String", serializer(Map.of()).serialize("String", new Utf8("text"))))
                .isEqualTo("text");
    }

    @Test
    void aRecordComesBackAndItsSchemaIsRegisteredOnce() {
        AvroSerializer serializer = serializer(Map.of());
        GenericRecord order = order(7, "a", "b");

        byte[] first = serializer.serialize("orders", order);
        byte[] second = serializer.serialize("orders", order);

        assertThat(first).isEqualTo(second);
        assertThat(deserializer(Map.of()).deserialize("orders", first)).isEqualTo(order);
        assertThat(registry.versions(Subject.of("orders-value")).asOptional()).hasValue(List.of(Version.FIRST));
    }

    @Test
    void guidsAreReadFromThePrefixAndFromTheHeader() {
        byte[] byId = written(Map.of(), "t", "hi");
        byte[] payload = Arrays.copyOfRange(byId, WireFormat.ID_LENGTH, byId.length);
        byte[] guid = WireFormat.prefix(registry.schema(Context.DEFAULT, new SchemaId(1))
                .asOptional()
                .orElseThrow()
                .guid());
        byte[] byGuid = ByteBuffer.allocate(guid.length + payload.length)
                .put(guid)
                .put(payload)
                .array();
        RecordHeaders headers = new RecordHeaders();
        headers.add(WireFormat.VALUE_HEADER, hex("00 00000009"));
        headers.add(WireFormat.VALUE_HEADER, guid);
        AvroDeserializer deserializer = deserializer(Map.of());

        assertThat(deserializer.deserialize("t", byGuid)).isEqualTo("hi");
        assertThat(deserializer.deserialize("t", headers, payload)).isEqualTo("hi");
        assertThat(deserializer.deserialize("t", new RecordHeaders(), byId)).isEqualTo("hi");
    }

    @Test
    void anUnknownIdIsNamed() {
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize("orders", hex("00 00000063 00")))
                .isInstanceOf(SerializationException.class)
                .hasMessage("cannot read the value of a record of topic 'orders': the registry has no schema for this"
                        + " record's schema id 99 in context '.': Schema 99 not found (40403); is schema.registry.url"
                        + " the registry that the producer used?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05 00000001 00", "00 0000", "01 0000", "7b7d"})
    void bytesWithoutAPrefixAreRefused(String bytes) {
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize("orders", hex(bytes)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic 'orders': the record does not name its schema");
    }

    @Test
    void aCorruptPayloadIsRefusedWithItsPlace() {
        byte[] bytes = written(Map.of(), "orders", order(7, "a", "b"));
        // The union index of the second item's note.
        bytes[bytes.length - 2] = 14;

        assertThatThrownBy(() -> deserializer(Map.of()).deserialize("orders", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessage("cannot read the value of a record of topic 'orders': the payload is not valid data of"
                        + " shop.Order: the union index 7 is not one of 0..1 at /items/1/note (byte "
                        + (bytes.length - 2) + ")");
    }

    @Test
    void hostilePayloadsNeverExhaustMemoryOrStack() {
        Schema list =
                parse("{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"L\"]}]}");
        SchemaId id = register("l-value", list).id();
        SchemaId strings = register("s-value", parse("{\"type\":\"array\",\"items\":\"string\"}"))
                .id();
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) 2);
        WireFormat.writeId(id.value(), deep, 0);
        byte[] large = hex("00 00000000 feffffff0f 02 61");
        WireFormat.writeId(strings.value(), large, 0);

        assertThatThrownBy(() -> deserializer(Map.of()).deserialize("l", deep))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("nested more than 256 levels deep");
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize("s", large))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("the block's count 2147483647 is more than");
    }

    @Test
    void trailingBytesAreIgnoredUnlessToldOtherwise() {
        byte[] bytes = written(Map.of(), "t", 7);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 2);

        assertThat(deserializer(Map.of()).deserialize("t", longer)).isEqualTo(7);
        assertThatThrownBy(() ->
                        deserializer(Map.of("avro.fail.on.trailing.data", true)).deserialize("t", longer))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("2 bytes are left after the end of the datum");
    }

    @Test
    void textThatIsNotUtf8IsReadUnlessToldOtherwise() {
        serializer(Map.of()).serialize("t", "a");
        byte[] odd = hex("00 00000001 02 ff");

        assertThat(deserializer(Map.of()).deserialize("t", odd)).isEqualTo("\ufffd");
        assertThatThrownBy(() ->
                        deserializer(Map.of("signet.payload.check", "strict")).deserialize("t", odd))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void dataThatDoesNotFitIsRefusedByFieldAndTopic() {
        GenericRecord wrong = order(1);
        wrong.put("id", "not a number");

        assertThatThrownBy(() -> serializer(Map.of()).serialize("orders", wrong))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic 'orders': the datum does not fit the schema shop.Order")
                .hasMessageContaining("id");
        assertThatThrownBy(() -> serializer(Map.of()).serialize("orders", List.of()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("is not Avro data");
    }

    @Test
    void aFailedRecordLeavesNoTraceInTheNextOne() {
        AvroSerializer serializer = serializer(Map.of());
        byte[] good = serializer.serialize("orders", order(1, "a"));
        GenericRecord wrong = order(2, "b");
        ((GenericRecord) ((List<?>) wrong.get("items")).get(0)).put("note", 5);

        assertThatThrownBy(() -> serializer.serialize("orders", wrong)).isInstanceOf(SerializationException.class);

        assertThat(serializer.serialize("orders", order(1, "a"))).isEqualTo(good);
    }

    @Test
    void beforeConfigurationAndAfterClosingNothingWorks() {
        AvroSerializer serializer = serializer(Map.of());
        serializer.close();
        serializer.close();

        assertThatThrownBy(() -> serializer.serialize("t", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new AvroDeserializer().deserialize("t", new byte[] {0}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRegistryThatIsNotThereIsATimeoutThatNamesTheTopic() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (AvroSerde serde = new AvroSerde()) {
            serde.configure(Map.of("schema.registry.url", "http://127.0.0.1:" + nobody, "max.retries", 0), false);

            assertThatThrownBy(() -> serde.serializer().serialize("orders", "x"))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("cannot write the value of a record of topic 'orders'")
                    .hasMessageContaining(Integer.toString(nobody));
            assertThatThrownBy(() -> serde.deserializer().deserialize("orders", new byte[] {0, 0, 0, 0, 1}))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("cannot read the value of a record of topic 'orders'");
        }
    }

    @Test
    void aSerdeOverAMockUrlJoinsItsHalves() {
        try (AvroSerde serde = new AvroSerde()) {
            serde.configure(Map.of("schema.registry.url", "mock://serde-test"), false);

            byte[] bytes = serde.serializer().serialize("orders", order(7, "a"));

            assertThat(serde.deserializer().deserialize("orders", bytes)).isEqualTo(order(7, "a"));
        } finally {
            InMemoryRegistry.drop("serde-test");
        }
    }
}
