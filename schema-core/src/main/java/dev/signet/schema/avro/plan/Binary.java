package dev.signet.schema.avro.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Avro's binary forms, measured in place: where a value ends, or {@link #FAULT} if it is not one. */
final class Binary {
    /** Less than any position. */
    static final int FAULT = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NON_ASCII = 0x8080808080808080L;

    private Binary() {}

    /** Where the int ends; a fault if it is cut off, longer than 5 bytes, or does not fit into 32 bits. */
    static int intEnd(byte[] b, int p, int end) {
        if (p < end && b[p] >= 0) {
            return p + 1;
        }
        return longIntEnd(b, p, end);
    }

    private static int longIntEnd(byte[] b, int p, int end) {
        int last = Math.min(end, p + 5);
        for (int i = p; i < last; i++) {
            if (b[i] >= 0) {
                return i - p == 4 && b[i] > 0x0f ? FAULT : i + 1;
            }
        }
        return FAULT;
    }

    /** Where the long ends; a fault if it is cut off, longer than 10 bytes, or does not fit into 64 bits. */
    static int longEnd(byte[] b, int p, int end) {
        if (p < end && b[p] >= 0) {
            return p + 1;
        }
        return longLongEnd(b, p, end);
    }

    private static int longLongEnd(byte[] b, int p, int end) {
        int last = Math.min(end, p + 10);
        for (int i = p; i < last; i++) {
            if (b[i] >= 0) {
                return i - p == 9 && b[i] > 1 ? FAULT : i + 1;
            }
        }
        return FAULT;
    }

    /** The value of a varint, zig-zag undone, whose end is known. */
    static long value(byte[] b, int p, int valueEnd) {
        long bits = 0;
        for (int i = valueEnd - 1; i >= p; i--) {
            bits = bits << 7 | (b[i] & 0x7f);
        }
        return bits >>> 1 ^ -(bits & 1);
    }

    /** Where bytes with their length before them end. */
    static int bytesEnd(byte[] b, int p, int end) {
        if (p < end && b[p] >= 0) {
            int length = b[p] >>> 1;
            return (b[p] & 1) == 0 && length < end - p ? p + 1 + length : FAULT;
        }
        int start = longLongEnd(b, p, end);
        if (start < 0) {
            return FAULT;
        }
        long length = value(b, p, start);
        return length >= 0 && length <= end - start ? start + (int) length : FAULT;
    }

    /** As {@link #bytesEnd}, for bytes that must be UTF-8. */
    static int stringEnd(byte[] b, int p, int end) {
        if (p < end && b[p] >= 0) {
            int length = b[p] >>> 1;
            int stringEnd = p + 1 + length;
            boolean good = (b[p] & 1) == 0 && length < end - p && isUtf8(b, p + 1, stringEnd);
            return good ? stringEnd : FAULT;
        }
        int stringEnd = bytesEnd(b, p, end);
        return stringEnd >= 0 && isUtf8(b, longLongEnd(b, p, end), stringEnd) ? stringEnd : FAULT;
    }

    private static boolean isUtf8(byte[] b, int from, int to) {
        return isAscii(b, from, to) || utf8Fault(b, from, to) < 0;
    }

    /** Most text is; eight bytes at a time, the last eight perhaps twice. */
    private static boolean isAscii(byte[] b, int from, int to) {
        if (to - from < Long.BYTES) {
            int all = 0;
            for (int i = from; i < to; i++) {
                all |= b[i];
            }
            return all >= 0;
        }
        long all = (long) LONGS.get(b, to - Long.BYTES);
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            all |= (long) LONGS.get(b, i);
        }
        return (all & NON_ASCII) == 0;
    }

    /** The position of the first byte that is not well-formed UTF-8, or {@link #FAULT} if all is well. */
    static int utf8Fault(byte[] b, int from, int to) {
        int p = from;
        while (p < to) {
            if (to - p >= Long.BYTES && ((long) LONGS.get(b, p) & NON_ASCII) == 0) {
                p += Long.BYTES;
            } else if (b[p] >= 0) {
                p++;
            } else {
                int length = sequenceLength(b, p, to);
                if (length < 0) {
                    return p;
                }
                p += length;
            }
        }
        return FAULT;
    }

    /** The bytes of the character that starts at p, 2 to 4; a fault for overlong forms, surrogates and beyond. */
    private static int sequenceLength(byte[] b, int p, int to) {
        int lead = b[p] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return FAULT;
        }
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (to - p < length) {
            return FAULT;
        }
        int second = b[p + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return FAULT;
        }
        for (int i = p + 2; i < p + length; i++) {
            if ((b[i] & 0xc0) != 0x80) {
                return FAULT;
            }
        }
        return length;
    }
}
