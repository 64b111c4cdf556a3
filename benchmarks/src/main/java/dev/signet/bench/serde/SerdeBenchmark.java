package dev.signet.bench.serde;

import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import dev.signet.serde.mock.InMemoryRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole serde with generic records, against plain Avro at its best: writer, reader, encoder, decoder and stream used
 * again, five bytes of header, one copy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SerdeBenchmark {
    private static final String TOPIC = "bench";

    @Param
    public Shape shape = Shape.FLAT;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroSerializer serializer = new AvroSerializer(registry);
    private final AvroDeserializer deserializer = new AvroDeserializer(registry);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] header = new byte[WireFormat.ID_LENGTH];
    private @Nullable GenericRecord datum;
    private byte[] record = {};
    private GenericDatumWriter<@Nullable GenericRecord> writer = new GenericDatumWriter<>();
    private GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>();
    private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(record, null);

    @Setup
    public void prepare() throws IOException {
        Schema schema = shape.schema();
        datum = shape.datum(schema);
        writer = new GenericDatumWriter<>(schema);
        reader = new GenericDatumReader<>(schema);
        serializer.configure(Map.of(), false);
        deserializer.configure(Map.of(), false);
        record = Objects.requireNonNull(serializer.serialize(TOPIC, datum));
        WireFormat.writeId(WireFormat.idAt(record, 0), header, 0);
        boolean same = Arrays.equals(record, avroSerialize())
                && Objects.equals(avroDeserialize(), deserializer.deserialize(TOPIC, record));
        if (!same || record.length != WireFormat.ID_LENGTH + shape.payload(schema, shape.datum(schema)).length) {
            throw new IllegalStateException("the serde and plain Avro disagree");
        }
    }

    @Benchmark
    public byte @Nullable [] signetSerialize() {
        return serializer.serialize(TOPIC, datum);
    }

    @Benchmark
    public byte[] avroSerialize() throws IOException {
        out.reset();
        out.writeBytes(header);
        encoder = EncoderFactory.get().binaryEncoder(out, encoder);
        writer.write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Benchmark
    public @Nullable Object signetDeserialize() {
        return deserializer.deserialize(TOPIC, record);
    }

    @Benchmark
    public GenericRecord avroDeserialize() throws IOException {
        decoder = DecoderFactory.get()
                .binaryDecoder(record, WireFormat.ID_LENGTH, record.length - WireFormat.ID_LENGTH, decoder);
        return reader.read(null, decoder);
    }
}
