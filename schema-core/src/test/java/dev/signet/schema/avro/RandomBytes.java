package dev.signet.schema.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Payloads as Avro itself writes and reads them, and small damage to them. For one thread. */
public final class RandomBytes {
    private static final EncoderFactory BLOCKING = new EncoderFactory().configureBlockSize(64);

    private final SplittableRandom random;

    public RandomBytes(SplittableRandom random) {
        this.random = random;
    }

    /** A datum as Avro writes it: arrays and maps in one block, or in several that carry their size. */
    public byte[] encoded(Schema schema, @Nullable Object datum) {
        return random.nextInt(3) == 0 ? sizedBlocks(schema, datum) : plain(schema, datum);
    }

    /** A datum as Avro usually writes it. */
    public static byte[] plain(Schema schema, @Nullable Object datum) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(schema, datum, out, EncoderFactory.get().binaryEncoder(out, null));
    }

    private static byte[] sizedBlocks(Schema schema, @Nullable Object datum) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(schema, datum, out, BLOCKING.blockingBinaryEncoder(out, null));
    }

    private static byte[] written(
            Schema schema, @Nullable Object datum, ByteArrayOutputStream out, BinaryEncoder encoder) {
        try {
            new GenericDatumWriter<>(schema).write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads a datum with Avro's own reader, and fails unless that takes all bytes. */
    public static @Nullable Object decoded(Schema schema, byte[] bytes) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        Object datum = new GenericDatumReader<>(schema).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes are left after the datum");
        }
        return datum;
    }

    /** Reads a datum through another schema with Avro's own reader. */
    public static @Nullable Object resolved(Schema writer, Schema reader, byte[] bytes) throws IOException {
        return new GenericDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    /** The bytes with one of them changed, added, removed, or the rest cut off. */
    public byte[] damaged(byte[] bytes) {
        int place = random.nextInt(bytes.length + 1);
        int kind = bytes.length == 0 || place == bytes.length ? 4 : random.nextInt(8);
        return switch (kind) {
            case 4 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, place, longer, place + 1, bytes.length - place);
                longer[place] = (byte) random.nextInt();
                yield longer;
            }
            case 5 -> {
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, place + 1, shorter, place, bytes.length - place - 1);
                yield shorter;
            }
            case 6 -> Arrays.copyOf(bytes, place);
            default -> {
                byte[] changed = bytes.clone();
                changed[place] = (byte) (kind < 2 ? changed[place] ^ 1 << random.nextInt(8) : random.nextInt());
                yield changed;
            }
        };
    }
}
