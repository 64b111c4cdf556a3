package dev.signet.bench.serde.peer;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Apicurio's whole serde over a registry in memory. It has no reader's schema for generic data, which come in the
 * writer's shape.
 */
final class ApicurioPeer implements Contender {
    private static final String TOPIC = "bench";
    private static final long AN_HOUR = 3_600_000;

    private final ApicurioMemory registry = new ApicurioMemory();
    private final AvroKafkaSerializer<Object> serializer = new AvroKafkaSerializer<>(registry);
    private final AvroKafkaDeserializer<Object> deserializer = new AvroKafkaDeserializer<>(registry);

    ApicurioPeer(Sample sample) {
        Map<String, Object> config = Map.of(
                SchemaResolverConfig.AUTO_REGISTER_ARTIFACT,
                true,
                SchemaResolverConfig.CHECK_PERIOD_MS,
                AN_HOUR,
                AvroSerdeConfig.USE_SPECIFIC_AVRO_READER,
                sample.kind() == Kind.SPECIFIC);
        serializer.configure(config, false);
        deserializer.configure(config, false);
    }

    @Override
    public byte[] write(Object datum) {
        return serializer.serialize(TOPIC, datum);
    }

    @Override
    public Object read(byte[] record) {
        return deserializer.deserialize(TOPIC, record);
    }

    @Override
    public Object readEvolved(byte[] record) {
        return read(record);
    }

    @Override
    public byte[] framed(Schema writer, byte[] payload) {
        return Frames.framed(registry.add(writer.toString()), payload);
    }
}
