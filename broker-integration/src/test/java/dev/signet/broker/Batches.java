package dev.signet.broker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.jspecify.annotations.Nullable;

/** Batches as Kafka's own builder writes them. */
public final class Batches {

    /** Stands for a null value. */
    public static final byte[] TOMBSTONE = {};

    private Batches() {}

    public static byte[] plain(byte[]... values) {
        return of(CompressionType.NONE, values);
    }

    public static byte[] of(CompressionType codec, byte[]... values) {
        return of(codec, Arrays.asList(values));
    }

    public static byte[] of(CompressionType codec, List<byte[]> values) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1024), Compression.of(codec).build(), TimestampType.CREATE_TIME, 0L);
        int index = 0;
        for (byte[] value : values) {
            byte @Nullable [] key = index % 3 == 0 ? null : ("key-" + index).getBytes(StandardCharsets.UTF_8);
            Header[] headers = index % 2 == 0
                    ? new Header[0]
                    : new Header[] {new RecordHeader("trace", new byte[200]), new RecordHeader("empty", (byte[]) null)};
            builder.append(1_700_000_000_000L + 1000L * index, key, value == TOMBSTONE ? null : value, headers);
            index++;
        }
        ByteBuffer buffer = builder.build().buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Magic byte 0, the id, the payload. */
    public static byte[] framed(int id, byte... payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(id)
                .put(payload)
                .array();
    }
}
