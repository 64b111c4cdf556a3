package dev.signet.bench.serde.hand;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.util.Utf8;

/** A place in an array. The array's own bounds are the only check. */
final class HandInput {
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;

    HandInput(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    boolean bool() {
        return bytes[at++] != 0;
    }

    int number() {
        int next = bytes[at++];
        int bits = next & 0x7f;
        for (int shift = 7; next < 0; shift += 7) {
            next = bytes[at++];
            bits |= (next & 0x7f) << shift;
        }
        return bits >>> 1 ^ -(bits & 1);
    }

    long longNumber() {
        int next = bytes[at++];
        long bits = next & 0x7f;
        for (int shift = 7; next < 0; shift += 7) {
            next = bytes[at++];
            bits |= (next & 0x7fL) << shift;
        }
        return bits >>> 1 ^ -(bits & 1);
    }

    double real() {
        double value = (double) DOUBLES.get(bytes, at);
        at += 8;
        return value;
    }

    float shortReal() {
        float value = (float) FLOATS.get(bytes, at);
        at += 4;
        return value;
    }

    byte[] raw(int length) {
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    String text() {
        int length = number();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    Utf8 utf8() {
        return new Utf8(raw(number()));
    }

    /** How many items the next block has; 0 ends an array or map. */
    int block() {
        int count = number();
        if (count < 0) {
            longNumber();
            return -count;
        }
        return count;
    }
}
