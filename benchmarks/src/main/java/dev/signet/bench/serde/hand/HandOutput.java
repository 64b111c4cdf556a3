package dev.signet.bench.serde.hand;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An array that grows and is used again. */
final class HandOutput {
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORT_TEXT = 64;

    private byte[] bytes = new byte[512];
    private int at;

    void begin(byte[] header) {
        System.arraycopy(header, 0, bytes, 0, header.length);
        at = header.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, at);
    }

    /** Makes room for numbers that come next; text and bytes make their own. */
    void ensure(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }

    void bool(boolean value) {
        bytes[at++] = (byte) (value ? 1 : 0);
    }

    /** At most five bytes for what was an int, ten for a long. */
    void number(long value) {
        long bits = value << 1 ^ value >> 63;
        byte[] target = bytes;
        int to = at;
        while ((bits & ~0x7fL) != 0) {
            target[to++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        target[to++] = (byte) bits;
        at = to;
    }

    void number(int value) {
        int bits = value << 1 ^ value >> 31;
        byte[] target = bytes;
        int to = at;
        while ((bits & ~0x7f) != 0) {
            target[to++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        target[to++] = (byte) bits;
        at = to;
    }

    void real(double value) {
        DOUBLES.set(bytes, at, value);
        at += 8;
    }

    void real(float value) {
        FLOATS.set(bytes, at, value);
        at += 4;
    }

    void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    /** Short ASCII text goes straight into the array. */
    void text(String value) {
        int length = value.length();
        if (length >= SHORT_TEXT) {
            encoded(value);
            return;
        }
        ensure(1 + length);
        byte[] target = bytes;
        int to = at;
        target[to++] = (byte) (length << 1);
        for (int i = 0; i < length; i++) {
            char next = value.charAt(i);
            if (next >= 0x80) {
                encoded(value);
                return;
            }
            target[to++] = (byte) next;
        }
        at = to;
    }

    private void encoded(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        ensure(5);
        number(utf8.length);
        raw(utf8);
    }
}
