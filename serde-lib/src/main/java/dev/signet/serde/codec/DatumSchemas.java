package dev.signet.serde.codec;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.jspecify.annotations.Nullable;

/** The schema that a datum brings along: its own, or the one of its primitive type. Pure. */
public final class DatumSchemas {
    private static final Schema BOOLEAN = Schema.create(Schema.Type.BOOLEAN);
    private static final Schema INT = Schema.create(Schema.Type.INT);
    private static final Schema LONG = Schema.create(Schema.Type.LONG);
    private static final Schema FLOAT = Schema.create(Schema.Type.FLOAT);
    private static final Schema DOUBLE = Schema.create(Schema.Type.DOUBLE);
    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

    private DatumSchemas() {}

    /** The schema of a datum; empty if the object is not Avro data. The same object for the same kind of primitive. */
    public static Optional<Schema> of(Object datum) {
        if (datum instanceof GenericContainer container) {
            return Optional.of(container.getSchema());
        } else if (datum instanceof CharSequence) {
            return Optional.of(STRING);
        } else if (datum instanceof byte[] || datum instanceof ByteBuffer) {
            return Optional.of(BYTES);
        }
        return Optional.ofNullable(number(datum));
    }

    private static @Nullable Schema number(Object datum) {
        if (datum instanceof Integer) {
            return INT;
        } else if (datum instanceof Long) {
            return LONG;
        } else if (datum instanceof Boolean) {
            return BOOLEAN;
        } else if (datum instanceof Double) {
            return DOUBLE;
        }
        return datum instanceof Float ? FLOAT : null;
    }
}
