package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
import org.jspecify.annotations.Nullable;

/** Writes values of one type. Immutable once its tree is built, and safe for concurrent use. */
public interface ValueWriter {
    /**
     * Writes a value as Avro would.
     *
     * @throws ClassCastException if the value is of a class that is unknown here; Avro may still know it
     * @throws NullPointerException if there is none and the type is not null
     * @throws dev.signet.serde.codec.UnwritableRecordException if no reader would take it
     */
    void write(Output out, @Nullable Object value);

    /** Whether Avro would take this branch of a union for the value: true only if that is certain. */
    boolean isSurelyFor(Object value);
}
