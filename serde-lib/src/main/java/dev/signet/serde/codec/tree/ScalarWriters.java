package dev.signet.serde.codec.tree;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Writers of the types without parts. */
final class ScalarWriters {
    private ScalarWriters() {}

    static ValueWriter of(Schema.Type type) {
        return switch (type) {
            case NULL -> new NullWriter();
            case BOOLEAN -> new BooleanWriter();
            case INT -> new IntWriter();
            case LONG -> new LongWriter();
            case FLOAT -> new FloatWriter();
            case DOUBLE -> new DoubleWriter();
            case STRING -> new TextWriter();
            case BYTES -> new BytesWriter();
            default -> throw new IllegalArgumentException(type + " has parts");
        };
    }

    /** A text, as a value or as the key of a map. */
    static void text(Output out, @Nullable Object value) {
        if (value instanceof String string) {
            out.text(string);
        } else if (value instanceof Utf8 utf8) {
            out.lengthAndRaw(utf8.getBytes(), 0, utf8.getByteLength());
        } else {
            out.text(((CharSequence) Objects.requireNonNull(value)).toString());
        }
    }

    /** Whatever stands there, Avro writes nothing for it. */
    private static final class NullWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {}

        @Override
        boolean isSurelyFor(Object value) {
            return false;
        }
    }

    private static final class BooleanWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            out.bool((Boolean) Objects.requireNonNull(value));
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Boolean;
        }
    }

    private static final class IntWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            out.varint((Integer) Objects.requireNonNull(value));
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Integer;
        }
    }

    private static final class LongWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            out.varlong((Long) Objects.requireNonNull(value));
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Long;
        }
    }

    private static final class FloatWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            out.float32((Float) Objects.requireNonNull(value));
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Float;
        }
    }

    private static final class DoubleWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            out.float64((Double) Objects.requireNonNull(value));
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Double;
        }
    }

    private static final class TextWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            text(out, value);
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof CharSequence && !(value instanceof IndexedRecord);
        }
    }

    private static final class BytesWriter extends ValueWriter {
        @Override
        void write(Output out, @Nullable Object value) {
            out.lengthAndRaw((ByteBuffer) Objects.requireNonNull(value));
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof ByteBuffer;
        }
    }
}
