package dev.signet.serde;

import static dev.signet.serde.samples.Orders.ORDER;
import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Metadata;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.wire.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Under which subject a schema is found, and which schema and id a record is written with. */
class SchemaChoiceTest extends SerdeFixture {

    @Test
    void keysAndValuesAndStrategiesNameTheirSubjects() {
        GenericRecord order = order(1);
        AvroSerializer keys = new AvroSerializer(registry);
        keys.configure(Map.of(), true);
        keys.serialize("orders", "k");
        serializer(Map.of("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"))
                .serialize("orders", order);
        serializer(Map.of("value.subject.name.strategy", "TopicRecordNameStrategy"))
                .serialize("orders", order);
        serializer(Map.of("signet.context", ".lab")).serialize("orders", order);

        assertThat(registry.subjects("").asOptional().orElseThrow())
                .extracting(Subject::qualified)
                .containsExactlyInAnyOrder("orders-key", "shop.Order", "orders-shop.Order", ":.lab:orders-value");
    }

    @Test
    void idsOfAContextAreReadInThatContext() {
        registry.register(Subject.of("other"), SchemaText.avro("\"int\""), Normalize.NO);
        byte[] bytes = written(Map.of("signet.context", "lab"), "t", "hi");

        assertThat(bytes).startsWith(hex("00 00000001"));
        assertThat(deserializer(Map.of("signet.context", "lab")).deserialize("t", bytes))
                .isEqualTo("hi");
    }

    @Test
    void aRecordNameStrategyRefusesWhatIsNoRecord() {
        AvroSerializer serializer = serializer(Map.of("value.subject.name.strategy", "RecordNameStrategy"));

        assertThatThrownBy(() -> serializer.serialize("t", "text"))
                .isInstanceOf(SerializationException.class)
                .hasMessage("cannot write the value of a record of topic 't': the subject is named after the record"
                        + " type, but the datum is no record");
    }

    @Test
    void withoutRegistrationAnUnknownSchemaIsRefusedWithTheNextStep() {
        AvroSerializer serializer = serializer(Map.of("auto.register.schemas", false));

        assertThatThrownBy(() -> serializer.serialize("orders", order(1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic 'orders'")
                .hasMessageContaining("subject 'orders-value'")
                .hasMessageContaining("Subject 'orders-value' not found.")
                .hasMessageEndingWith("register the schema first, or set auto.register.schemas=true");
    }

    @Test
    void withoutRegistrationAKnownSchemaIsFound() {
        RegisteredSchema known = register("orders-value", ORDER);

        byte[] bytes = written(Map.of("auto.register.schemas", "false"), "orders", order(1));

        assertThat(bytes).startsWith(WireFormat.prefix(known.id()));
    }

    @Test
    void theLatestVersionWritesTheRecordWithItsFieldsByName() {
        RegisteredSchema latest = register("orders-value", parse("""
                {"type":"record","name":"Order","namespace":"shop","fields":[
                  {"name":"state","type":"string","default":"new"},
                  {"name":"id","type":"long"}]}"""));
        Map<String, Object> config = Map.of("auto.register.schemas", false, "use.latest.version", true);

        byte[] bytes = written(config, "orders", order(7, "a"));

        assertThat(bytes).startsWith(WireFormat.prefix(latest.id()));
        assertThat(deserializer(Map.of()).deserialize("orders", bytes)).hasToString("{\"state\": \"new\", \"id\": 7}");
    }

    @Test
    void theLatestVersionWithTheseMetadataIsTaken() {
        RegisteredSchema production = register("t-value", "\"string\"", Map.of("env", "prod", "owner", "ann"));
        RegisteredSchema other = register("t-value", "[\"null\",\"string\"]", Map.of("env", "test"));

        assertThat(written(latestWith("env=prod,owner=ann"), "t", "x")).startsWith(WireFormat.prefix(production.id()));
        assertThat(written(latestWith("env=test"), "t", "x")).startsWith(WireFormat.prefix(other.id()));
        assertThatThrownBy(() -> written(latestWith("env=none"), "t", "x"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("subject 't-value'");
    }

    private static Map<String, Object> latestWith(String pairs) {
        return Map.of("auto.register.schemas", false, "use.latest.with.metadata", pairs);
    }

    private RegisteredSchema register(String subject, String text, Map<String, String> properties) {
        SchemaText plain = SchemaText.avro(text);
        Metadata metadata = Metadata.of(Map.of(), properties, Set.of());
        SchemaText schema =
                new SchemaText(plain.type(), plain.text(), plain.references(), Optional.of(metadata), plain.ruleSet());
        return registry.register(Subject.of(subject), schema, Normalize.NO)
                .asOptional()
                .orElseThrow();
    }

    @Test
    void aNewLatestVersionIsTakenWhenTheOldAnswerHasExpired() {
        RegisteredSchema first = register("t-value", parse("\"string\""));
        Map<String, Object> config = new HashMap<>(Map.of("auto.register.schemas", false, "use.latest.version", true));
        AvroSerializer remembering = serializer(config);
        config.put("latest.cache.ttl.sec", 0);
        AvroSerializer forgetting = serializer(config);
        for (AvroSerializer serializer : List.of(remembering, forgetting)) {
            assertThat(serializer.serialize("t", "x")).startsWith(WireFormat.prefix(first.id()));
        }

        RegisteredSchema second = register("t-value", parse("[\"null\",\"string\"]"));

        assertThat(remembering.serialize("t", "x")).startsWith(WireFormat.prefix(first.id()));
        assertThat(forgetting.serialize("t", "x")).startsWith(WireFormat.prefix(second.id()));
    }

    @Test
    void aLatestVersionThatCannotReadTheDatumIsRefused() {
        register("orders-value", parse("\"int\""));
        Map<String, Object> config = Map.of("auto.register.schemas", false, "use.latest.version", true);

        assertThatThrownBy(() -> serializer(config).serialize("orders", "text"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 1 of 'orders-value' cannot read data of the datum's schema string")
                .hasMessageContaining("type mismatch at /")
                .hasMessageContaining("latest.compatibility.strict");
    }

    @Test
    void aUnionInTheRegistryTakesItsBranches() {
        Schema item = ORDER.getField("items").schema().getElementType();
        RegisteredSchema union = register("all-value", Schema.createUnion(item, ORDER));
        Map<String, Object> strict = Map.of("auto.register.schemas", false, "use.latest.version", true);
        Map<String, Object> lax = Map.of(
                "auto.register.schemas", false, "use.latest.version", true, "latest.compatibility.strict", false);

        for (Map<String, Object> config : List.of(strict, lax)) {
            byte[] bytes = written(config, "all", order(7, "a"));

            assertThat(bytes).startsWith(WireFormat.prefix(union.id()));
            assertThat(deserializer(Map.of()).deserialize("all", bytes)).isEqualTo(order(7, "a"));
        }
    }

    @Test
    void aGivenIdOrGuidIsUsed() {
        register("orders-value", parse("\"int\""));
        RegisteredSchema known = register("orders-value", ORDER);
        byte[] byId = written(
                Map.of(
                        "auto.register.schemas",
                        false,
                        "use.schema.id",
                        known.id().value()),
                "orders",
                order(1));
        byte[] byGuid = written(
                Map.of(
                        "auto.register.schemas",
                        false,
                        "use.schema.guid",
                        known.guid().toString()),
                "orders",
                order(1));

        assertThat(byId).startsWith(WireFormat.prefix(known.id()));
        assertThat(byGuid).isEqualTo(byId);
    }

    @Test
    void aBoundSchemaCarriesItsIdAndReferencesAreReadBack() {
        Schema item = ORDER.getField("items").schema().getElementType();
        RegisteredSchema part = register("item", item);
        String text = ORDER.toString(List.of(item), false);
        SchemaReference reference = new SchemaReference("shop.Item", "item", 1);
        RegisteredSchema whole = registry.register(
                        Subject.of("orders-value"), SchemaText.avro(text, List.of(reference)), Normalize.NO)
                .asOptional()
                .orElseThrow();
        AvroSerializer serializer = serializer(Map.of("auto.register.schemas", false));
        serializer.bind(ORDER, whole.id());

        byte[] bytes = serializer.serialize("orders", order(7, "a"));

        assertThat(part.id()).isNotEqualTo(whole.id());
        assertThat(bytes).startsWith(WireFormat.prefix(whole.id()));
        assertThat(deserializer(Map.of()).deserialize("orders", bytes)).isEqualTo(order(7, "a"));
    }
}
