package dev.signet.broker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where the fields of a record batch of format 2 lie (Apache Kafka protocol guide, "Record Batch"). */
final class BatchFormat {

    static final int LENGTH_OFFSET = 8;
    static final int LENGTH_END = 12;
    static final int MAGIC_OFFSET = 16;
    static final int ATTRIBUTES_OFFSET = 21;
    static final int BASE_TIMESTAMP_OFFSET = 27;
    static final int PRODUCER_ID_OFFSET = 43;
    static final int PRODUCER_EPOCH_OFFSET = 51;
    static final int BASE_SEQUENCE_OFFSET = 53;
    static final int COUNT_OFFSET = 57;
    static final int HEADER_SIZE = 61;

    static final byte MAGIC = 2;
    static final int CODEC_MASK = 0x07;
    static final int CONTROL_BIT = 0x20;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BatchFormat() {}

    static int int16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long int64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static String codecName(int codec) {
        return switch (codec) {
            case 1 -> "gzip";
            case 2 -> "snappy";
            case 3 -> "lz4";
            case 4 -> "zstd";
            default -> "codec " + codec;
        };
    }
}
