package dev.signet.cli;

import dev.signet.client.SchemaRegistry;
import dev.signet.schema.SchemaId;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.ApiException;

/** The serde over a registry that the command has opened. */
final class AvroSerdes {
    private AvroSerdes() {}

    /** A serializer that writes data of one schema under the id that it was registered with. */
    static AvroSerializer serializer(SchemaRegistry registry, Schema schema, SchemaId id) {
        AvroSerializer serializer = new AvroSerializer(registry);
        serializer.configure(Map.of(), false);
        serializer.bind(schema, id);
        return serializer;
    }

    /** A deserializer into generic data. */
    static AvroDeserializer deserializer(SchemaRegistry registry) {
        AvroDeserializer deserializer = new AvroDeserializer(registry);
        deserializer.configure(Map.of(), false);
        return deserializer;
    }

    /** The same for keys. */
    static AvroDeserializer keyDeserializer(SchemaRegistry registry) {
        AvroDeserializer deserializer = new AvroDeserializer(registry);
        deserializer.configure(Map.of(), true);
        return deserializer;
    }

    /** Tells a registry that does not answer, or not to us, from a record that is wrong: the first ends the command. */
    static <T> T asking(Supplier<T> step) {
        try {
            return step.get();
        } catch (ApiException e) {
            throw new Unreachable(String.valueOf(e.getMessage()), e);
        }
    }
}
