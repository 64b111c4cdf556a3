package dev.signet.bench.serde.peer;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import dev.signet.serde.codec.Decoders;
import dev.signet.serde.codec.FramedReader;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.RegistrySchemas;
import dev.signet.serde.mock.InMemoryRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Signet's whole serde over a registry in memory. The deserializer's configuration has no reader's schema for generic
 * data; there the codec under it reads.
 */
final class SignetPeer implements Contender {
    private static final String TOPIC = "bench";
    private static final int CACHE = 1_000;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroSerializer serializer = new AvroSerializer(registry);
    private final AvroDeserializer deserializer = new AvroDeserializer(registry);
    private final Kind kind;
    private final FramedReader evolved;

    SignetPeer(Sample sample) {
        kind = sample.kind();
        serializer.configure(Map.of(), false);
        deserializer.configure(Map.of("specific.avro.reader", kind == Kind.SPECIFIC), false);
        ReadAs readAs = ReadAs.GENERIC.withTarget(new ReadAs.Generic(Optional.of(sample.evolvedSchema())));
        evolved = new FramedReader(
                new RegistrySchemas(registry),
                new Decoders(readAs, SignetPeer.class.getClassLoader()),
                Context.DEFAULT,
                CACHE);
    }

    @Override
    public byte[] write(Object datum) {
        return Objects.requireNonNull(serializer.serialize(TOPIC, datum));
    }

    @Override
    public Object read(byte[] record) {
        return Objects.requireNonNull(deserializer.deserialize(TOPIC, record));
    }

    @Override
    public Object readEvolved(byte[] record) {
        return kind == Kind.SPECIFIC
                ? read(record)
                : Objects.requireNonNull(evolved.read(record).datum());
    }

    @Override
    public byte[] framed(Schema writer, byte[] payload) {
        RegisteredSchema registered = registry.register(
                        Subject.of(TOPIC + "-value"), SchemaText.avro(writer.toString()), Normalize.NO)
                .asOptional()
                .orElseThrow();
        return Frames.framed(registered.id().value(), payload);
    }
}
