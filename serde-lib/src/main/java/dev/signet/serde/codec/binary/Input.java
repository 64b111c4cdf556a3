package dev.signet.serde.codec.binary;

import dev.signet.schema.avro.plan.WriterPlan;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.util.Utf8;

/**
 * The payload that is read and the place that has been reached. Avro's binary encoding of single values; whatever is cut
 * off, too long or out of range is damage. Confined to one read.
 */
public final class Input {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;
    private int blockEnd = -1;

    public Input(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    public int position() {
        return at;
    }

    /** How many bytes are left. */
    public int left() {
        return end - at;
    }

    /** A record, array or map begins. */
    public void enter() {
        if (++depth > WriterPlan.MAX_DEPTH) {
            throw new DamagedPayloadException();
        }
    }

    public void leave() {
        depth--;
    }

    /** Only 1 is true, as for Avro. */
    public boolean bool() {
        return bytes[take(1)] == 1;
    }

    public int varint() {
        byte first = bytes[take(1)];
        return first >= 0 ? first >>> 1 ^ -(first & 1) : longVarint(first);
    }

    private int longVarint(byte first) {
        int bits = first & 0x7f;
        for (int shift = 7; shift <= 28; shift += 7) {
            byte next = bytes[take(1)];
            bits |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (shift == 28 && next > 0x0f) {
                    break;
                }
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new DamagedPayloadException();
    }

    public long varlong() {
        byte first = bytes[take(1)];
        return first >= 0 ? first >>> 1 ^ -(first & 1) : longVarlong(first);
    }

    private long longVarlong(byte first) {
        long bits = first & 0x7f;
        for (int shift = 7; shift <= 63; shift += 7) {
            byte next = bytes[take(1)];
            bits |= (next & 0x7fL) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new DamagedPayloadException();
    }

    /** The index of a branch or symbol, out of so many. */
    public int index(int count) {
        int index = varint();
        if (index < 0 || index >= count) {
            throw new DamagedPayloadException();
        }
        return index;
    }

    public float float32() {
        return Float.intBitsToFloat((int) INTS.get(bytes, take(Float.BYTES)));
    }

    public double float64() {
        return Double.longBitsToDouble((long) LONGS.get(bytes, take(Double.BYTES)));
    }

    public String string() {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    public Utf8 utf8() {
        return new Utf8(raw(length()));
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(raw(length()));
    }

    public byte[] raw(int count) {
        int from = take(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    public void raw(byte[] target, int count) {
        System.arraycopy(bytes, take(count), target, 0, count);
    }

    /**
     * How many items the next block has; 0 after the last one. A block has no more items than bytes, unless its items
     * have none.
     *
     * @param counted whether items have no bytes, and were counted beforehand
     */
    public long block(boolean counted) {
        long count = blockCount();
        if (!counted && count > left()) {
            throw new DamagedPayloadException();
        }
        return count;
    }

    private long blockCount() {
        long count = varlong();
        blockEnd = -1;
        if (count >= 0) {
            return count;
        }
        int size = length();
        if (count == Long.MIN_VALUE) {
            throw new DamagedPayloadException();
        }
        blockEnd = at + size;
        return -count;
    }

    /** Where the block that was just begun says that it ends; negative if it does not say so. */
    public int blockEnd() {
        return blockEnd;
    }

    /** The items of a block have been read. */
    public void endBlock(int saidEnd) {
        if (saidEnd >= 0 && at != saidEnd) {
            throw new DamagedPayloadException();
        }
    }

    /** Passes over a datum that nobody wants. */
    public void skip(WriterPlan plan) {
        int next = plan.datumEnd(bytes, at, end);
        if (next < 0) {
            throw new DamagedPayloadException();
        }
        at = next;
    }

    private int length() {
        long length = varlong();
        if (length < 0 || length > left()) {
            throw new DamagedPayloadException();
        }
        return (int) length;
    }

    /** Where the next so many bytes begin; the place reached is after them. */
    private int take(int count) {
        int from = at;
        if (count > end - from) {
            throw new DamagedPayloadException();
        }
        at = from + count;
        return from;
    }
}
