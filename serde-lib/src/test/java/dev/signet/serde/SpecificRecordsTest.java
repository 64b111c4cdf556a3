package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.samples.Payment;
import dev.signet.serde.samples.PaymentState;
import dev.signet.serde.samples.Reminder;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SpecificRecordsTest extends SerdeFixture {
    private static final Map<String, Object> SPECIFIC = Map.of("specific.avro.reader", true);

    private final Payment payment = new Payment(7, "ann", PaymentState.PAID, Instant.ofEpochMilli(1_234));

    @Test
    void aGeneratedRecordComesBackAsItself() {
        byte[] bytes = written(Map.of(), "payments", payment);

        assertThat(deserializer(SPECIFIC).deserialize("payments", bytes)).isEqualTo(payment);
    }

    @Test
    void theConversionsOfOneGeneratedClassAreNotThoseOfAnother() {
        AvroDeserializer reading = deserializer(SPECIFIC);
        byte[] first = written(Map.of(), "payments", payment);
        byte[] then = written(Map.of(), "reminders", new Reminder(1_234));

        assertThat(reading.deserialize("payments", first)).isEqualTo(payment);
        assertThat(reading.deserialize("reminders", then)).isEqualTo(new Reminder(1_234));
    }

    @Test
    void genericReadersSeeTheTypesUnderneath() {
        byte[] bytes = written(Map.of(), "payments", payment);

        assertThat(deserializer(Map.of()).deserialize("payments", bytes))
                .isInstanceOfSatisfying(
                        GenericRecord.class,
                        record -> assertThat(record.get("at")).isEqualTo(1_234L));
        assertThat(deserializer(Map.of("avro.use.logical.type.converters", true))
                        .deserialize("payments", bytes))
                .isInstanceOfSatisfying(
                        GenericRecord.class,
                        record -> assertThat(record.get("at")).isEqualTo(Instant.ofEpochMilli(1_234)));
    }

    @Test
    void theClassOfAKeyMayBeNamed() {
        String text = Payment.SCHEMA$.toString().replace("dev.signet.serde.samples", "elsewhere");
        int id = registry.register(Subject.of("p-value"), SchemaText.avro(text), Normalize.NO)
                .asOptional()
                .orElseThrow()
                .id()
                .value();
        byte[] bytes = written(Map.of(), "payments", payment);
        WireFormat.writeId(id, bytes, 0);

        assertThatThrownBy(() -> deserializer(SPECIFIC).deserialize("p", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("elsewhere.Payment")
                .hasMessageContaining("specific.avro.value.type");
        assertThat(deserializer(Map.of("specific.avro.reader", true, "specific.avro.value.type", Payment.class))
                        .deserialize("p", bytes))
                .isEqualTo(payment);
    }

    @Test
    void javaPropertiesAreLeftOutOfTheTextWhenToldSo() {
        serializer(Map.of("avro.remove.java.properties", true)).serialize("bare", payment);
        serializer(Map.of()).serialize("full", payment);

        assertThat(text("bare-value")).doesNotContain("avro.java.string");
        assertThat(text("full-value")).contains("avro.java.string");
    }

    private String text(String subject) {
        return registry.version(Subject.of(subject), VersionSelector.LATEST)
                .asOptional()
                .orElseThrow()
                .schema()
                .text();
    }

    @Test
    void noClassThatAWritersSchemaNamesIsInitialised() {
        String tripwire = "dev.signet.serde.samples.Tripwire";
        String text = """
                {"type":"record","name":"Tripwire","namespace":"dev.signet.serde.samples","fields":[
                  {"name":"s","type":{"type":"string","java-class":"%s"}},
                  {"name":"l","type":{"type":"array","items":"string","java-class":"%s","java-element-class":"%s"}},
                  {"name":"m","type":{"type":"map","values":"int","java-key-class":"%s"}}]}""".formatted(tripwire, tripwire, tripwire, tripwire);
        registry.register(Subject.of("t-value"), SchemaText.avro(text), Normalize.NO);
        byte[] bytes = {0, 0, 0, 0, 1, 2, 'a', 2, 2, 'b', 0, 2, 2, 'c', 2, 0};

        assertThatThrownBy(() -> deserializer(SPECIFIC).deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("there is no generated class of that name");
        assertThat(deserializer(Map.of()).deserialize("t", bytes)).isInstanceOf(GenericRecord.class);
        assertThat(System.getProperty("signet.test.tripwire")).isNull();
    }
}
