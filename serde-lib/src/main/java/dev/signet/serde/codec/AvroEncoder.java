package dev.signet.serde.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes data of one schema as payloads: Avro's binary encoding, except that top-level {@code bytes} stand without their
 * length. Safe for concurrent use.
 */
public final class AvroEncoder {
    private static final int KEPT_BUFFER = 1 << 20;

    private final Schema written;
    private final @Nullable Schema source;
    private final LogicalTypes logicalTypes;
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

    private AvroEncoder(Schema written, @Nullable Schema source, LogicalTypes logicalTypes) {
        this.written = written;
        this.source = source;
        this.logicalTypes = logicalTypes;
    }

    /** An encoder for data of exactly this schema. */
    public static AvroEncoder of(Schema schema, LogicalTypes logicalTypes) {
        return new AvroEncoder(schema, null, logicalTypes);
    }

    /**
     * An encoder for data of one schema that writes it as another one, with Avro's resolution in between: fields are
     * matched by name, and what the other schema adds gets its default.
     *
     * @param source the schema that the data has
     * @param written the schema that the payload shall have; it can read data of {@code source}
     */
    public static AvroEncoder through(Schema source, Schema written, LogicalTypes logicalTypes) {
        return new AvroEncoder(written, source.equals(written) ? null : source, logicalTypes);
    }

    /** The schema of the payloads. */
    public Schema schema() {
        return written;
    }

    /**
     * The bytes of a datum after a prefix.
     *
     * @param prefix what to put before the payload; may be empty
     * @param datum the datum
     * @throws UnwritableRecordException if the datum does not fit the schema; the message names the field
     */
    public byte[] encode(byte[] prefix, @Nullable Object datum) {
        if (written.getType() == Schema.Type.BYTES) {
            return unframed(prefix, datum);
        }
        try {
            return source == null ? plain(prefix, datum, written) : resolved(prefix, datum, source);
        } catch (AvroRuntimeException | ClassCastException | NullPointerException | IndexOutOfBoundsException refused) {
            // These are what Avro's writers throw for data that does not fit.
            throw new UnwritableRecordException(
                    "the datum does not fit the schema " + name(written) + ": " + refused.getMessage(), refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    private byte[] plain(byte[] prefix, @Nullable Object datum, Schema schema) throws IOException {
        Buffer buffer = buffers.get();
        // Taken out while in use: what a failed record has left in the encoder must not come before the next one.
        buffers.remove();
        buffer.out.writeBytes(prefix);
        buffer.encoder = EncoderFactory.get().binaryEncoder(buffer.out, buffer.encoder);
        write(datum, schema, buffer.encoder);
        buffer.encoder.flush();
        byte[] record = buffer.out.toByteArray();
        if (buffer.out.capacity() <= KEPT_BUFFER) {
            buffer.out.reset();
            buffers.set(buffer);
        }
        return record;
    }

    private void write(@Nullable Object datum, Schema schema, BinaryEncoder encoder) throws IOException {
        if (datum == null) {
            new GenericDatumWriter<>(schema).write(null, encoder);
            return;
        }
        GenericData model = DataModels.of(datum, logicalTypes);
        GenericDatumWriter<Object> writer = model instanceof SpecificData specific
                ? new SpecificDatumWriter<>(schema, specific)
                : new GenericDatumWriter<>(schema, model);
        writer.write(datum, encoder);
    }

    private byte[] resolved(byte[] prefix, @Nullable Object datum, Schema from) throws IOException {
        byte[] bytes = plain(new byte[0], datum, from);
        Object resolved = new GenericDatumReader<>(from, written)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        return new AvroEncoder(written, null, LogicalTypes.UNDERLYING).plain(prefix, resolved, written);
    }

    private static byte[] unframed(byte[] prefix, @Nullable Object datum) {
        ByteBuffer bytes;
        if (datum instanceof byte[] array) {
            bytes = ByteBuffer.wrap(array);
        } else if (datum instanceof ByteBuffer buffer) {
            bytes = buffer.duplicate();
        } else {
            throw new UnwritableRecordException("the schema is bytes, but the datum is "
                    + (datum == null ? "null" : "a " + datum.getClass().getName()));
        }
        return ByteBuffer.allocate(prefix.length + bytes.remaining())
                .put(prefix)
                .put(bytes)
                .array();
    }

    private static String name(Schema schema) {
        return schema.getFullName();
    }

    /** Keeps its capacity between records. */
    private static final class Buffer {
        final CountedStream out = new CountedStream();

        @Nullable
        BinaryEncoder encoder;
    }

    private static final class CountedStream extends ByteArrayOutputStream {
        int capacity() {
            return buf.length;
        }
    }
}
