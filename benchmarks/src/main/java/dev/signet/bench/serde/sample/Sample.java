package dev.signet.bench.serde.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * One record that is written and read, and what must come of it.
 *
 * @param shape which one
 * @param kind what the program holds it in
 */
public record Sample(Shape shape, Kind kind) {
    private static final String PACKAGE = "dev.signet.bench.data";

    public Sample {
        trustGeneratedClasses();
    }

    /** The schema that the data have. */
    public Schema schema() {
        return kind == Kind.GENERIC
                ? shape.schema()
                : SpecificData.get().getSchema(shape.generated().getClass());
    }

    /** What is written. */
    public Object datum() {
        return kind == Kind.GENERIC ? shape.datum(schema()) : shape.generated();
    }

    /** The bytes that writing must give, without a header. */
    public byte[] payload() {
        Schema schema = shape.schema();
        return shape.payload(schema, shape.datum(schema));
    }

    /** What reading the payload must give. */
    public Object read() {
        return byAvro(schema(), schema());
    }

    /** What a consumer of today reads with. */
    public Schema evolvedSchema() {
        return kind == Kind.GENERIC ? shape.evolvedSchema() : shape.evolvedClass();
    }

    /**
     * What the payload was written with, as the consumer of today knows it: {@link #schema()} under the names that the
     * evolved schema has.
     */
    public Schema earlierSchema() {
        String text = schema().toString();
        return new Schema.Parser().parse(text.replace(quoted(PACKAGE), quoted(PACKAGE + ".evolved")));
    }

    /** What reading the payload across the evolution gives who keeps the writer's shape. */
    public Object earlier() {
        return byAvro(earlierSchema(), earlierSchema());
    }

    /** What reading the payload across the evolution must give. */
    public Object evolved() {
        return byAvro(earlierSchema(), evolvedSchema());
    }

    /** By Avro's first reader, which is slow and none of those that are measured. */
    private Object byAvro(Schema writer, Schema reader) {
        GenericData model = kind == Kind.GENERIC ? new GenericData() : new SpecificData();
        model.setFastReaderEnabled(false);
        DatumReader<Object> slow = kind == Kind.GENERIC
                ? new GenericDatumReader<>(writer, reader, model)
                : new SpecificDatumReader<>(writer, reader, (SpecificData) model);
        try {
            return slow.read(null, DecoderFactory.get().binaryDecoder(payload(), null));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String quoted(String namespace) {
        return '"' + namespace + '"';
    }

    /** Avro itself refuses generated classes of a package that it was not told to trust. */
    private static void trustGeneratedClasses() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getPackageName().startsWith(PACKAGE)));
    }
}
