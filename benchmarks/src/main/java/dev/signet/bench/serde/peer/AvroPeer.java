package dev.signet.bench.serde.peer;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.schema.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** The best that an ordinary user of Avro would write. */
final class AvroPeer implements Contender {
    private static final int ID = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] header = Frames.header(ID);
    private final DatumWriter<Object> writer;
    private final DatumReader<Object> reader;
    private final DatumReader<Object> evolved;
    private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(header, null);

    AvroPeer(Sample sample) {
        Schema schema = sample.schema();
        if (sample.kind() == Kind.GENERIC) {
            writer = new GenericDatumWriter<>(schema);
            reader = new GenericDatumReader<>(schema);
            evolved = new GenericDatumReader<>(sample.earlierSchema(), sample.evolvedSchema());
        } else {
            writer = new SpecificDatumWriter<>(schema);
            reader = new SpecificDatumReader<>(schema);
            evolved = new SpecificDatumReader<>(sample.earlierSchema(), sample.evolvedSchema());
        }
    }

    @Override
    public byte[] write(Object datum) throws IOException {
        out.reset();
        out.writeBytes(header);
        encoder = EncoderFactory.get().binaryEncoder(out, encoder);
        writer.write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Override
    public Object read(byte[] record) throws IOException {
        return reader.read(null, payload(record));
    }

    @Override
    public Object readEvolved(byte[] record) throws IOException {
        return evolved.read(null, payload(record));
    }

    private BinaryDecoder payload(byte[] record) {
        decoder = DecoderFactory.get()
                .binaryDecoder(record, WireFormat.ID_LENGTH, record.length - WireFormat.ID_LENGTH, decoder);
        return decoder;
    }

    @Override
    public byte[] framed(Schema writer, byte[] payload) {
        return Frames.framed(ID, payload);
    }
}
