package dev.signet.bench.serde.peer;

import dev.signet.schema.SchemaId;
import dev.signet.schema.wire.WireFormat;
import java.nio.ByteBuffer;

/** Headers of five bytes. */
final class Frames {
    private Frames() {}

    static byte[] header(int id) {
        return WireFormat.prefix(new SchemaId(id));
    }

    static byte[] framed(int id, byte[] payload) {
        byte[] header = header(id);
        return ByteBuffer.allocate(header.length + payload.length)
                .put(header)
                .put(payload)
                .array();
    }
}
