package dev.signet.serde.codec;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** A schema that records are written with: its id, and the encoder of the payload. Safe for concurrent use. */
public final class WriterSchema {
    private static final byte[] NO_PREFIX = {};

    private final SchemaId id;
    private final AvroEncoder encoder;
    private final byte[] prefix;
    private final byte @Nullable [] header;

    /** Of records that start with the id. */
    public WriterSchema(SchemaId id, AvroEncoder encoder) {
        this(id, encoder, WireFormat.prefix(id), null);
    }

    private WriterSchema(SchemaId id, AvroEncoder encoder, byte[] prefix, byte @Nullable [] header) {
        this.id = id;
        this.encoder = encoder;
        this.prefix = prefix;
        this.header = header;
    }

    /** Of records that name their schema in one of the ways. */
    static WriterSchema of(SchemaId id, SchemaGuid guid, AvroEncoder encoder, WireForm form) {
        return switch (form) {
            case ID_PREFIX -> new WriterSchema(id, encoder);
            case GUID_PREFIX -> new WriterSchema(id, encoder, WireFormat.prefix(guid), null);
            case GUID_HEADER -> new WriterSchema(id, encoder, NO_PREFIX, WireFormat.prefix(guid));
        };
    }

    public SchemaId id() {
        return id;
    }

    /** The whole record: what stands in front of the payload, unless it stands in a header, and the payload. */
    public byte[] frame(@Nullable Object datum) {
        return encoder.encode(prefix, datum);
    }

    /** What a header of the message must hold for its reader, not to be changed; null if the record says it itself. */
    public byte @Nullable [] header() {
        return header;
    }
}
