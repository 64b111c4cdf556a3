package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Input;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Readers of the types without parts and names, as themselves or as wider ones. */
public enum ScalarReader implements ValueReader {
    NULL(in -> null),
    BOOLEAN(Input::bool),
    INT(Input::varint),
    INT_AS_LONG(in -> (long) in.varint()),
    INT_AS_FLOAT(in -> (float) in.varint()),
    INT_AS_DOUBLE(in -> (double) in.varint()),
    LONG(Input::varlong),
    LONG_AS_FLOAT(in -> (float) in.varlong()),
    LONG_AS_DOUBLE(in -> (double) in.varlong()),
    FLOAT(Input::float32),
    FLOAT_AS_DOUBLE(in -> (double) in.float32()),
    DOUBLE(Input::float64),
    STRING(Input::string),
    UTF8(Input::utf8),
    BYTES(Input::buffer);

    private final ValueReader how;

    ScalarReader(ValueReader how) {
        this.how = how;
    }

    @Override
    public @Nullable Object read(Input in) {
        return how.read(in);
    }

    /** The reader of a type as itself. */
    static ScalarReader same(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case INT -> INT;
            case LONG -> LONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case STRING -> text(schema);
            case BYTES -> BYTES;
            default -> throw new IllegalArgumentException(schema.getType() + " has parts or a name");
        };
    }

    /** Of text of the kind that the schema, of a string or a map, asks for. */
    static ScalarReader text(Schema schema) {
        boolean strings = GenericData.StringType.String.name().equals(schema.getProp(GenericData.STRING_PROP));
        return strings ? STRING : UTF8;
    }

    /** The reader of a type as a wider one. */
    static ScalarReader promoted(Schema.Type writer, Schema reader) {
        return switch (reader.getType()) {
            case LONG -> INT_AS_LONG;
            case FLOAT -> writer == Schema.Type.INT ? INT_AS_FLOAT : LONG_AS_FLOAT;
            case DOUBLE -> promotedToDouble(writer);
            case STRING -> text(reader);
            case BYTES -> BYTES;
            default -> throw new IllegalArgumentException(writer + " is not promoted to " + reader.getType());
        };
    }

    private static ScalarReader promotedToDouble(Schema.Type writer) {
        return switch (writer) {
            case INT -> INT_AS_DOUBLE;
            case LONG -> LONG_AS_DOUBLE;
            default -> FLOAT_AS_DOUBLE;
        };
    }
}
