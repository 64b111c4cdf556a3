package dev.signet.serde.codec;

import dev.signet.schema.avro.plan.Framing;
import dev.signet.schema.avro.plan.PayloadFault;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.binary.DamagedPayloadException;
import dev.signet.serde.codec.binary.Input;
import dev.signet.serde.codec.tree.ValueReader;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads of one writer's schema. Every payload is checked against the schema before or while data are built
 * from it, so that damaged or hostile bytes end in an error that names their place. Safe for concurrent use.
 */
public final class AvroDecoder {
    private final WriterPlan plan;
    private final Schema writer;
    private final ValueReader reader;
    private final boolean checkedFirst;
    private final boolean trailingAllowed;

    AvroDecoder(Schema writer, ValueReader reader, Strictness strictness, boolean trailingAllowed) {
        this.plan = WriterPlan.of(writer, Framing.REGISTRY, strictness);
        this.writer = writer;
        this.reader = reader;
        this.checkedFirst = strictness == Strictness.STRICT || plan.needsCounting();
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
        if (checkedFirst && plan.datumEnd(bytes, from, to) < 0) {
            throw corrupt(bytes, from, to);
        }
        try {
            Input in = new Input(bytes, from, to);
            Object datum = reader.read(in);
            if (in.left() > 0 && !trailingAllowed) {
                throw corrupt(bytes, from, to);
            }
            return writer.getType() == Schema.Type.STRING ? String.valueOf(datum) : datum;
        } catch (DamagedPayloadException damaged) {
            throw corrupt(bytes, from, to);
        } catch (AvroRuntimeException refused) {
            throw new UnreadableRecordException(
                    "the payload is good data of " + writer.getFullName() + ", but does not resolve to the reader's"
                            + " schema: " + refused.getMessage(),
                    refused);
        }
    }

    private UnreadableRecordException corrupt(byte[] bytes, int from, int to) {
        return corrupt(plan.fault(bytes, from, to).orElseThrow());
    }

    private UnreadableRecordException corrupt(PayloadFault fault) {
        return new UnreadableRecordException("the payload is not valid data of " + writer.getFullName() + ": "
                + fault.reason() + " at " + fault.path() + " (byte " + fault.offset() + ")");
    }
}
