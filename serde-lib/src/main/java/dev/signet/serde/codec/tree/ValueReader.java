package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.DamagedPayloadException;
import dev.signet.serde.codec.binary.Input;
import org.jspecify.annotations.Nullable;

/** Reads values of one writer's type as a reader's type. Immutable once its tree is built, and safe for concurrent use. */
public interface ValueReader {
    /**
     * The value that comes next.
     *
     * @throws DamagedPayloadException if there is none
     * @throws org.apache.avro.AvroTypeException if it is good, but has no counterpart in the reader's type
     */
    @Nullable
    Object read(Input in);
}
