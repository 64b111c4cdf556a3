package dev.signet.bench.serde.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** The records that are measured, each with a schema that evolved from its own. */
public enum Shape {
    /** Ten fields of ten types, 83 bytes. The evolved schema has them in another order, and two more. */
    FLAT("flat", 83, GenericRecords::flat, GeneratedRecords::flat, dev.signet.bench.data.evolved.Flat.getClassSchema()),

    /**
     * An order with eight items of three tags, maps, unions and measurements, 931 bytes. The evolved schema has the fields
     * of all three records in another order, and one more in each.
     */
    ORDER(
            "order",
            931,
            GenericRecords::order,
            GeneratedRecords::order,
            dev.signet.bench.data.evolved.Order.getClassSchema());

    private final String file;
    private final int size;
    private final Function<Schema, GenericRecord> generic;
    private final Supplier<SpecificRecord> generated;
    private final Schema evolvedClass;

    Shape(
            String file,
            int size,
            Function<Schema, GenericRecord> generic,
            Supplier<SpecificRecord> generated,
            Schema evolvedClass) {
        this.file = file;
        this.size = size;
        this.generic = generic;
        this.generated = generated;
        this.evolvedClass = evolvedClass;
    }

    /** How many bytes the payload has. */
    public int size() {
        return size;
    }

    /** What an array of the JVM takes for a header of five bytes and the payload. */
    public int sizeOfResult() {
        int headers = 16 + 5;
        return (headers + size + 7) / 8 * 8;
    }

    public Schema schema() {
        return parse("/avro/" + file + ".avsc");
    }

    /** What the schema became. */
    public Schema evolvedSchema() {
        return parse("/avro/" + file + "-evolved.avsc");
    }

    /** The schema of the class that was generated from the evolved schema. */
    Schema evolvedClass() {
        return evolvedClass;
    }

    public GenericRecord datum(Schema schema) {
        return generic.apply(schema);
    }

    SpecificRecord generated() {
        return generated.get();
    }

    /** The datum as Avro writes it; its size is part of what is compared between runs. */
    public byte[] payload(Schema schema, GenericRecord datum) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(datum, encoder);
            encoder.flush();
            if (out.size() != size) {
                throw new IllegalStateException(this + " has " + out.size() + " bytes, not " + size);
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Schema parse(String resource) {
        try (InputStream text = Shape.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("there is no " + resource + " on the class path");
            }
            return new Schema.Parser().parse(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(resource + " cannot be read", broken);
        }
    }
}
