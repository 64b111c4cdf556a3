package dev.signet.serde.codec;

import dev.signet.schema.SchemaId;
import dev.signet.schema.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** A schema that records are written with: its id, and the encoder of the payload. Safe for concurrent use. */
public final class WriterSchema {
    private final SchemaId id;
    private final AvroEncoder encoder;
    private final byte[] prefix;

    public WriterSchema(SchemaId id, AvroEncoder encoder) {
        this.id = id;
        this.encoder = encoder;
        this.prefix = WireFormat.prefix(id);
    }

    public SchemaId id() {
        return id;
    }

    /** The whole record: magic byte 0, the id, and the payload. */
    public byte[] frame(@Nullable Object datum) {
        return encoder.encode(prefix, datum);
    }
}
