package dev.signet.serde.codec.binary;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.codec.UnwritableRecordException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;

/**
 * Where a payload is written: one array that grows, and is used again for the next record. Avro's binary encoding of
 * single values. Not safe for concurrent use.
 */
public final class Output {
    /** What is kept for the next record; a larger array goes with the record that needed it. */
    private static final int KEPT = 1 << 20;

    private static final int FIRST = 512;

    /**
     * From this many characters on the JDK encodes faster, in spite of an array that is thrown away: on JDK 25 twice as
     * fast. Below 64 the length takes one byte.
     */
    private static final int SHORT_TEXT = 24;

    private static final int LONGEST_VARINT = 10;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[FIRST];
    private int length;
    private int depth;

    /** Begins a record: whatever was written before is forgotten. */
    public void begin(byte[] prefix) {
        depth = 0;
        length = 0;
        if (prefix.length == WireFormat.ID_LENGTH) {
            // Nearly every record begins so; two stores take less time than a call that copies.
            INTS.set(bytes, 0, (int) INTS.get(prefix, 0));
            bytes[Integer.BYTES] = prefix[Integer.BYTES];
            length = WireFormat.ID_LENGTH;
        } else {
            raw(prefix, 0, prefix.length);
        }
    }

    /** What was written, in an array of its own. */
    public byte[] toByteArray() {
        byte[] written = Arrays.copyOf(bytes, length);
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
        return written;
    }

    /**
     * A record, array or map begins.
     *
     * @throws UnwritableRecordException if it stands in more of them than a careful reader takes
     */
    public void enter(Schema schema) {
        if (++depth > WriterPlan.MAX_DEPTH) {
            throw UnwritableRecordException.tooDeep(schema);
        }
    }

    public void leave() {
        depth--;
    }

    public void bool(boolean value) {
        ensure(1);
        boolReserved(value);
    }

    /** The same, where the place is {@linkplain #reserve reserved}. */
    public void boolReserved(boolean value) {
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    public void varint(int value) {
        ensure(LONGEST_VARINT);
        varintReserved(value);
    }

    /** The same, where the place is {@linkplain #reserve reserved}. */
    public void varintReserved(int value) {
        int bits = value << 1 ^ value >> 31;
        int at = length;
        byte[] target = bytes;
        while ((bits & ~0x7f) != 0) {
            target[at++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        target[at++] = (byte) bits;
        length = at;
    }

    public void varlong(long value) {
        ensure(LONGEST_VARINT);
        varlongReserved(value);
    }

    /** The same, where the place is {@linkplain #reserve reserved}. */
    public void varlongReserved(long value) {
        long bits = value << 1 ^ value >> 63;
        int at = length;
        byte[] target = bytes;
        while ((bits & ~0x7fL) != 0) {
            target[at++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        target[at++] = (byte) bits;
        length = at;
    }

    public void float32(float value) {
        ensure(Float.BYTES);
        float32Reserved(value);
    }

    /** The same, where the place is {@linkplain #reserve reserved}. */
    public void float32Reserved(float value) {
        INTS.set(bytes, length, Float.floatToRawIntBits(value));
        length += Float.BYTES;
    }

    public void float64(double value) {
        ensure(Double.BYTES);
        float64Reserved(value);
    }

    /** The same, where the place is {@linkplain #reserve reserved}. */
    public void float64Reserved(double value) {
        LONGS.set(bytes, length, Double.doubleToRawLongBits(value));
        length += Double.BYTES;
    }

    /** The text in UTF-8, its length before it. */
    public void text(String value) {
        int chars = value.length();
        if (chars >= SHORT_TEXT || !ascii(value, chars)) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            lengthAndRaw(utf8, 0, utf8.length);
        }
    }

    /** Writes a short text of ASCII characters; leaves nothing behind if it is not one. */
    private boolean ascii(String value, int chars) {
        ensure(chars + 1);
        byte[] target = bytes;
        int start = length + 1;
        for (int i = 0; i < chars; i++) {
            char character = value.charAt(i);
            if (character > 0x7f) {
                return false;
            }
            target[start + i] = (byte) character;
        }
        target[length] = (byte) (chars << 1);
        length = start + chars;
        return true;
    }

    public void lengthAndRaw(byte[] source, int from, int count) {
        varint(count);
        raw(source, from, count);
    }

    /** What is between position and limit; the buffer stays as it is. */
    public void lengthAndRaw(ByteBuffer source) {
        int count = source.remaining();
        varint(count);
        ensure(count);
        source.get(source.position(), bytes, length, count);
        length += count;
    }

    public void raw(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Makes place for so many bytes, so that none of what is written in them has to. */
    public void reserve(int count) {
        ensure(count);
    }

    private void ensure(int count) {
        if (bytes.length - length < count) {
            grow(count);
        }
    }

    private void grow(int count) {
        int needed = Math.addExact(length, count);
        int doubled = bytes.length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : bytes.length * 2;
        bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
}
