package dev.signet.serde.codec.tree;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;

/** Readers of the types without parts. */
final class ScalarReaders {
    private ScalarReaders() {}

    /** Reads a type as itself. */
    static ValueReader same(Schema schema, GenericData model) {
        return switch (schema.getType()) {
            case NULL -> in -> null;
            case BOOLEAN -> Input::bool;
            case INT -> Input::varint;
            case LONG -> Input::varlong;
            case FLOAT -> Input::float32;
            case DOUBLE -> Input::float64;
            case STRING -> text(schema);
            case BYTES -> Input::buffer;
            case FIXED -> in -> fixed(in, schema, model);
            default -> throw new IllegalArgumentException(schema.getType() + " has parts");
        };
    }

    /** Text of the kind that the schema, of a string or a map, asks for. */
    static ValueReader text(Schema schema) {
        return wantsStrings(schema) ? Input::string : Input::utf8;
    }

    private static boolean wantsStrings(Schema schema) {
        return GenericData.StringType.String.name().equals(schema.getProp(GenericData.STRING_PROP));
    }

    private static GenericFixed fixed(Input in, Schema schema, GenericData model) {
        GenericFixed fixed = (GenericFixed) model.createFixed(null, schema);
        in.raw(fixed.bytes(), schema.getFixedSize());
        return fixed;
    }

    /** Reads a type as a wider one. */
    static ValueReader promoted(Schema.Type writer, Schema reader) {
        return switch (reader.getType()) {
            case LONG -> in -> (long) in.varint();
            case FLOAT -> writer == Schema.Type.INT ? in -> (float) in.varint() : in -> (float) in.varlong();
            case DOUBLE -> promotedToDouble(writer);
            case STRING -> text(reader);
            case BYTES -> Input::buffer;
            default -> throw new IllegalArgumentException(writer + " is not promoted to " + reader.getType());
        };
    }

    private static ValueReader promotedToDouble(Schema.Type writer) {
        return switch (writer) {
            case INT -> in -> (double) in.varint();
            case LONG -> in -> (double) in.varlong();
            default -> in -> (double) in.float32();
        };
    }
}
