package dev.signet.serde.codec;

import dev.signet.schema.avro.plan.Framing;
import dev.signet.schema.avro.plan.PayloadFault;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.avro.plan.WriterPlan;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads of one writer's schema. Every payload is checked against the schema before anything is built from it,
 * so that damaged or hostile bytes end in an error that names their place. Safe for concurrent use.
 */
public final class AvroDecoder {
    private final WriterPlan plan;
    private final Schema writer;
    private final DatumReader<@Nullable Object> reader;
    private final boolean trailingAllowed;

    AvroDecoder(Schema writer, DatumReader<@Nullable Object> reader, Strictness strictness, boolean trailingAllowed) {
        this.plan = WriterPlan.of(writer, Framing.REGISTRY, strictness);
        this.writer = writer;
        this.reader = reader;
        this.trailingAllowed = trailingAllowed;
    }

    /** The schema of the payloads. */
    public Schema writer() {
        return writer;
    }

    /**
     * The datum of a payload: {@code byte[]} for top-level bytes, {@code String} for a top-level string, otherwise what
     * the reader makes of it.
     *
     * @throws UnreadableRecordException if the bytes are not a datum, or do not resolve to the reader's schema
     */
    public @Nullable Object decode(byte[] bytes, int from, int to) {
        if (plan.isUnframed()) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        int end = plan.datumEnd(bytes, from, to);
        if (end < 0 || (end < to && !trailingAllowed)) {
            throw corrupt(plan.fault(bytes, from, to).orElseThrow());
        }
        try {
            Object datum = reader.read(null, DecoderFactory.get().binaryDecoder(bytes, from, end - from, null));
            return writer.getType() == Schema.Type.STRING ? String.valueOf(datum) : datum;
        } catch (IOException | AvroRuntimeException refused) {
            throw new UnreadableRecordException(
                    "the payload is good data of " + writer.getFullName() + ", but does not resolve to the reader's"
                            + " schema: " + refused.getMessage(),
                    refused);
        }
    }

    private UnreadableRecordException corrupt(PayloadFault fault) {
        return new UnreadableRecordException("the payload is not valid data of " + writer.getFullName() + ": "
                + fault.reason() + " at " + fault.path() + " (byte " + fault.offset() + ")");
    }
}
