package dev.signet.bench.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records of about 200 bytes with a bit of everything in them, always the same ones. */
final class Shipments {
    private static final int DIFFERENT = 1_000;
    private static final int SEAL = 16;
    private static final long SEED = 194;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Schema schema;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private Shipments(Schema schema) {
        this.schema = schema;
    }

    static Schema schema() {
        try (InputStream text = Objects.requireNonNull(Shipments.class.getResourceAsStream("/avro/shipment.avsc"))) {
            return new Schema.Parser().parse(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The records as a serializer writes them: magic byte, schema id, payload. */
    static List<byte[]> framed(Schema schema, int id) {
        Shipments shipments = new Shipments(schema);
        return IntStream.range(0, DIFFERENT).mapToObj(n -> shipments.next(id)).toList();
    }

    private byte[] next(int id) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(shipment(), encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private GenericRecord shipment() {
        byte[] seal = new byte[SEAL];
        random.nextBytes(seal);
        Map<String, String> labels = new HashMap<>();
        labels.put(text(4), text(7));
        labels.put(text(6), text(5));
        return new GenericRecordBuilder(schema)
                .set("id", random.nextLong())
                .set("number", text(12))
                .set("customer", customer())
                .set("state", new GenericData.EnumSymbol(type("state"), "SENT"))
                .set("express", random.nextBoolean())
                .set("note", random.nextBoolean() ? text(20) : null)
                .set("weight", random.nextBoolean() ? random.nextDouble() : null)
                .set("labels", labels)
                .set("seal", new GenericData.Fixed(type("seal"), seal))
                .set("parts", new ArrayList<>(Arrays.asList(part(), part())))
                .build();
    }

    private GenericRecord customer() {
        return new GenericRecordBuilder(type("customer"))
                .set("name", text(16))
                .set("street", text(22))
                .set("zip", random.nextInt(100_000))
                .build();
    }

    private GenericRecord part() {
        return new GenericRecordBuilder(type("parts").getElementType())
                .set("sku", text(10))
                .set("count", random.nextInt(1_000))
                .set("price", random.nextBoolean() ? random.nextDouble() : null)
                .build();
    }

    private Schema type(String field) {
        return schema.getField(field).schema();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < length; n++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
