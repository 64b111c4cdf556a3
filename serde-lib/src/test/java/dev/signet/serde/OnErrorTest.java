package dev.signet.serde;

import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.config.Side;
import dev.signet.serde.deadletter.UnreadableRecord;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnErrorTest extends SerdeFixture {
    private static final byte[] OF_NO_SCHEMA = hex("00 00000063 00");

    @ParameterizedTest
    @ValueSource(strings = {"skip", "dead-letter", "SKIP", "Dead-Letter"})
    void aBadRecordBecomesAValueThatHoldsItsBytesItsSchemaAndTheReason(String onError) {
        Object value = deserializer(Map.of("on.error", onError)).deserialize("orders", OF_NO_SCHEMA);

        assertThat(value).isInstanceOfSatisfying(UnreadableRecord.class, bad -> {
            assertThat(bad.part()).isEqualTo(Side.VALUE);
            assertThat(bad.bytes()).isSameAs(OF_NO_SCHEMA);
            assertThat(bad.schema()).hasValue("99");
            assertThat(bad.reason())
                    .startsWith("cannot read the value of a record of topic 'orders': the registry has no schema")
                    .contains("Schema 99 not found (40403)");
        });
    }

    @Test
    void theSchemaIsTheOneThatTheHeaderNames() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(WireFormat.VALUE_HEADER, hex("01 00112233445566778899aabbccddeeff"));

        Object value = deserializer(Map.of("on.error", "skip")).deserialize("orders", headers, hex("0a"));

        assertThat(value)
                .isInstanceOfSatisfying(
                        UnreadableRecord.class,
                        bad -> assertThat(bad.schema()).hasValue("00112233-4455-6677-8899-aabbccddeeff"));
    }

    @Test
    void bytesThatNameNoSchemaAndDamageAreBadRecordsToo() {
        byte[] damaged = written(Map.of(), "orders", order(7, "a"));
        damaged[damaged.length - 2] = 14;
        AvroDeserializer deserializer = deserializer(Map.of("on.error", "skip"));

        assertThat(deserializer.deserialize("orders", hex("7b7d")))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class, bad -> assertThat(bad.schema()).isEmpty());
        assertThat(deserializer.deserialize("orders", damaged))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class, bad -> assertThat(bad.reason()).contains("union index 7"));
    }

    @Test
    void goodRecordsAndTombstonesStayWhatTheyAre() {
        AvroDeserializer deserializer = deserializer(Map.of("on.error", "dead-letter"));

        assertThat(deserializer.deserialize("orders", written(Map.of(), "orders", order(7, "a"))))
                .isEqualTo(order(7, "a"));
        assertThat(deserializer.deserialize("orders", null)).isNull();
    }

    @Test
    void aRegistryThatIsAwayIsNoBadRecord() {
        // Nothing listens there, and no other test is given this port.
        String nobody = "http://127.0.0.1:1";
        try (AvroDeserializer deserializer = new AvroDeserializer()) {
            deserializer.configure(
                    Map.of("schema.registry.url", nobody, "max.retries", 0, "on.error", "dead-letter"), false);

            assertThatThrownBy(() -> deserializer.deserialize("orders", OF_NO_SCHEMA))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void aClientThatIsMisusedIsNoBadRecord() {
        SchemaRegistry misused = (SchemaRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SchemaRegistry.class}, (registry, method, arguments) -> {
                    throw new IllegalArgumentException("not like that");
                });
        AvroDeserializer deserializer = new AvroDeserializer(misused);
        deserializer.configure(Map.of("on.error", "skip"), false);

        assertThatThrownBy(() -> deserializer.deserialize("orders", OF_NO_SCHEMA))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("cannot read the value of a record of topic 'orders': not like that");
    }

    @Test
    void streamsAndConnectHearOfItByAnException() {
        try (AvroSerde serde = new AvroSerde(registry);
                AvroConverter converter = new AvroConverter(registry)) {
            serde.configure(Map.of("on.error", "skip", "signet.on.error", "skip"), false);
            converter.configure(Map.of("on.error", "skip"), false);

            assertThatThrownBy(() -> serde.deserializer().deserialize("orders", OF_NO_SCHEMA))
                    .isInstanceOf(SerializationException.class);
            assertThatThrownBy(() -> converter.toConnectData("orders", OF_NO_SCHEMA))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void theKeyMayHaveSignetsPrefixButNotTwoMeanings() {
        assertThat(deserializer(Map.of("signet.on.error", "skip")).deserialize("orders", OF_NO_SCHEMA))
                .isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> deserializer(Map.of("on.error", "skip", "signet.on.error", "fail")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("on.error is 'skip' and signet.on.error is 'fail'; remove one");
        assertThatThrownBy(() -> deserializer(Map.of("on.error", "ignore")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("on.error is 'ignore', expected fail, skip or dead-letter");
    }

    @Test
    void aValueThatStandsForABadRecordIsNotWritten() {
        Object bad = deserializer(Map.of("on.error", "skip")).deserialize("orders", OF_NO_SCHEMA);

        assertThatThrownBy(() -> serializer(Map.of()).serialize("copies", bad))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("is not Avro data");
    }
}
