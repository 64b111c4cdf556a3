package dev.signet.serde.codec;

import dev.signet.serde.codec.binary.Output;
import dev.signet.serde.codec.compiled.CodeGeneration;
import dev.signet.serde.codec.compiled.CompiledWriter;
import dev.signet.serde.codec.tree.TreeWriter;
import dev.signet.serde.codec.tree.ValueWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
    private static final byte[] NO_PREFIX = {};

    private final Schema written;
    private final @Nullable AvroEncoder before;
    private final LogicalTypes logicalTypes;
    private final CodeGeneration generation;
    private final ThreadLocal<Output> outputs = ThreadLocal.withInitial(Output::new);
    private final Map<GenericData, ModelWriter> writers = new ConcurrentHashMap<>();
    private volatile @Nullable ModelWriter latest;

    /** The writer of data of one of Avro's models. */
    private record ModelWriter(GenericData model, ValueWriter writer) {}

    private AvroEncoder(
            Schema written, @Nullable AvroEncoder before, LogicalTypes logicalTypes, CodeGeneration generation) {
        this.written = written;
        this.before = before;
        this.logicalTypes = logicalTypes;
        this.generation = generation;
    }

    /**
     * An encoder for data of exactly this schema.
     *
     * @param generation when a class is made for it
     */
    public static AvroEncoder of(Schema schema, LogicalTypes logicalTypes, CodeGeneration generation) {
        return new AvroEncoder(schema, null, logicalTypes, generation);
    }

    /**
     * An encoder for data of one schema that writes it as another one, with Avro's resolution in between: fields are
     * matched by name, and what the other schema adds gets its default.
     *
     * @param source the schema that the data has
     * @param written the schema that the payload shall have; it can read data of {@code source}
     */
    static AvroEncoder through(Schema source, Schema written, LogicalTypes logicalTypes, CodeGeneration generation) {
        return source.equals(written)
                ? of(written, logicalTypes, generation)
                : new AvroEncoder(written, of(source, logicalTypes, generation), LogicalTypes.UNDERLYING, generation);
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
        return before == null ? payload(prefix, datum) : payload(prefix, resolved(before, datum));
    }

    /** Avro's encoding, of any type. */
    private byte[] payload(byte[] prefix, @Nullable Object datum) {
        GenericData model = DataModels.of(datum, logicalTypes);
        Output out = outputs.get();
        try {
            out.begin(prefix);
            writer(model).write(out, datum);
            return out.toByteArray();
        } catch (AvroRuntimeException | ClassCastException | NullPointerException | IndexOutOfBoundsException unknown) {
            // Avro knows more kinds of values, and names the place of one that does not fit.
            return byAvro(prefix, datum, model);
        }
    }

    private ValueWriter writer(GenericData model) {
        ModelWriter known = latest;
        if (known == null || known.model() != model) {
            known = writers.computeIfAbsent(model, this::modelWriter);
            latest = known;
        }
        return known.writer();
    }

    private ModelWriter modelWriter(GenericData model) {
        RecordClasses classes = new RecordClasses(AvroEncoder.class.getClassLoader());
        Function<Schema, Optional<Class<?>>> lookup =
                model instanceof SpecificData ? classes::generated : any -> Optional.empty();
        return new ModelWriter(model, CompiledWriter.of(TreeWriter.of(written, model), generation, lookup));
    }

    private byte[] byAvro(byte[] prefix, @Nullable Object datum, GenericData model) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(prefix);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            avroWriter(model).write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (AvroRuntimeException | ClassCastException | NullPointerException | IndexOutOfBoundsException refused) {
            // These are what Avro's writers throw for data that does not fit.
            throw misfit(refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    private GenericDatumWriter<@Nullable Object> avroWriter(GenericData model) {
        return model instanceof SpecificData specific
                ? new SpecificDatumWriter<>(written, specific)
                : new GenericDatumWriter<>(written, model);
    }

    private @Nullable Object resolved(AvroEncoder source, @Nullable Object datum) {
        byte[] bytes = source.payload(NO_PREFIX, datum);
        try {
            return new GenericDatumReader<>(source.written, written)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (AvroRuntimeException refused) {
            throw misfit(refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private UnwritableRecordException misfit(RuntimeException refused) {
        return new UnwritableRecordException(
                "the datum does not fit the schema " + written.getFullName() + ": " + refused.getMessage(), refused);
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
}
