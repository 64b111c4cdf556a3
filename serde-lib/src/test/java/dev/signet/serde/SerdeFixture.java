package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.serde.mock.InMemoryRegistry;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/** A registry in memory, and serializers and deserializers over it. */
abstract class SerdeFixture {
    final SchemaRegistry registry = new InMemoryRegistry();

    RegisteredSchema register(String subject, Schema schema) {
        return registry.register(Subject.of(subject), SchemaText.avro(schema.toString()), Normalize.NO)
                .asOptional()
                .orElseThrow();
    }

    byte[] written(Map<String, ?> config, String topic, Object datum) {
        return Objects.requireNonNull(serializer(config).serialize(topic, datum));
    }

    AvroSerializer serializer(Map<String, ?> config) {
        AvroSerializer serializer = new AvroSerializer(registry);
        serializer.configure(config, false);
        return serializer;
    }

    AvroDeserializer deserializer(Map<String, ?> config) {
        AvroDeserializer deserializer = new AvroDeserializer(registry);
        deserializer.configure(config, false);
        return deserializer;
    }

    static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
