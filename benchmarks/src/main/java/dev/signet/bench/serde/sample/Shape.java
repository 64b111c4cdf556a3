package dev.signet.bench.serde.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** The records that are measured, each with a schema that evolved from its own. */
public enum Shape {
    /** Ten fields of ten types, 83 bytes. The evolved schema has them in another order, and two more. */
    FLAT("flat", 83) {
        @Override
        public GenericRecord datum(Schema schema) {
            return GenericRecords.flat(schema);
        }

        @Override
        SpecificRecord generated() {
            return GeneratedRecords.flat();
        }

        @Override
        Schema evolvedClass() {
            return dev.signet.bench.data.evolved.Flat.getClassSchema();
        }
    },

    /**
     * An order with eight items of three tags, maps, unions and measurements, 931 bytes. The evolved schema has the fields
     * of all three records in another order, and one more in each.
     */
    ORDER("order", 931) {
        @Override
        public GenericRecord datum(Schema schema) {
            return GenericRecords.order(schema);
        }

        @Override
        SpecificRecord generated() {
            return GeneratedRecords.order();
        }

        @Override
        Schema evolvedClass() {
            return dev.signet.bench.data.evolved.Order.getClassSchema();
        }
    };

    private final String file;
    private final int size;

    Shape(String file, int size) {
        this.file = file;
        this.size = size;
    }

    /** The datum, of any schema with its fields. */
    public abstract GenericRecord datum(Schema schema);

    /** The datum as an object of the class that was generated from {@link #schema}. */
    abstract SpecificRecord generated();

    /** The schema of the class that was generated from {@link #evolvedSchema}. */
    abstract Schema evolvedClass();

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
