package dev.signet.broker;

import dev.signet.schema.avro.AvroSchema;
import dev.signet.schema.format.ParsedSchema;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Checks a payload by decoding it. */
public final class DecodingCheck implements PayloadCheck {

    private final Schema schema;

    public DecodingCheck(Schema schema) {
        this.schema = schema;
    }

    public static PayloadCheck of(ParsedSchema schema) {
        return new DecodingCheck(((AvroSchema) schema).avro());
    }

    @Override
    public boolean accepts(byte[] bytes, int from, int to) {
        return fault(bytes, from, to).isEmpty();
    }

    @Override
    public Optional<Fault> fault(byte[] bytes, int from, int to) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, to - from, null);
            new GenericDatumReader<>(schema).read(null, decoder);
            return decoder.isEnd() ? Optional.empty() : Optional.of(new Fault("/", from, "bytes are left over"));
        } catch (IOException | RuntimeException broken) {
            return Optional.of(new Fault("/", from, "cannot be decoded"));
        }
    }
}
