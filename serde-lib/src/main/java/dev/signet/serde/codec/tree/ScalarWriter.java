package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Writers of the types without parts and names. */
public enum ScalarWriter implements ValueWriter {
    /** Whatever stands there, Avro writes nothing for it. */
    NULL((out, value) -> {}, value -> false),
    BOOLEAN((out, value) -> out.bool((Boolean) value), Boolean.class::isInstance),
    INT((out, value) -> out.varint((Integer) value), Integer.class::isInstance),
    LONG((out, value) -> out.varlong((Long) value), Long.class::isInstance),
    FLOAT((out, value) -> out.float32((Float) value), Float.class::isInstance),
    DOUBLE((out, value) -> out.float64((Double) value), Double.class::isInstance),
    STRING(ScalarWriter::text, value -> value instanceof CharSequence && !(value instanceof IndexedRecord)),
    BYTES((out, value) -> out.lengthAndRaw((ByteBuffer) value), ByteBuffer.class::isInstance);

    private final How how;
    private final Predicate<Object> surely;

    ScalarWriter(How how, Predicate<Object> surely) {
        this.how = how;
        this.surely = surely;
    }

    /** How a value is written that is there. */
    private interface How {
        void write(Output out, Object value);
    }

    static ScalarWriter of(Schema.Type type) {
        return valueOf(type.name());
    }

    @Override
    public void write(Output out, @Nullable Object value) {
        how.write(out, this == NULL ? "" : Objects.requireNonNull(value));
    }

    @Override
    public boolean isSurelyFor(Object value) {
        return surely.test(value);
    }

    /** Writes a text, as a value or as the key of a map. */
    public static void text(Output out, @Nullable Object value) {
        if (value instanceof String string) {
            out.text(string);
        } else if (value instanceof Utf8 utf8) {
            out.lengthAndRaw(utf8.getBytes(), 0, utf8.getByteLength());
        } else {
            out.text(((CharSequence) Objects.requireNonNull(value)).toString());
        }
    }
}
