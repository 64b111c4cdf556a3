package dev.signet.broker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
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

    /**
     * A record.
     *
     * @param key its key, or null
     * @param value its value, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {}

    public static Entry entry(byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
        return new Entry(key, value, List.of(headers));
    }

    public static Header header(String name, byte @Nullable [] value) {
        return new RecordHeader(name, value);
    }

    public static byte[] entries(Entry... entries) {
        return entries(CompressionType.NONE, Arrays.asList(entries));
    }

    public static byte[] entries(CompressionType codec, List<Entry> entries) {
        MemoryRecordsBuilder builder = builder(codec);
        long time = 1_700_000_000_000L;
        for (Entry entry : entries) {
            builder.append(time++, entry.key(), entry.value(), entry.headers().toArray(new Header[0]));
        }
        return bytes(builder);
    }

    public static byte[] of(CompressionType codec, List<byte[]> values) {
        MemoryRecordsBuilder builder = builder(codec);
        int index = 0;
        for (byte[] value : values) {
            byte @Nullable [] key = index % 3 == 0 ? null : ("key-" + index).getBytes(StandardCharsets.UTF_8);
            Header[] headers = index % 2 == 0
                    ? new Header[0]
                    : new Header[] {new RecordHeader("trace", new byte[200]), new RecordHeader("empty", (byte[]) null)};
            builder.append(1_700_000_000_000L + 1000L * index, key, value == TOMBSTONE ? null : value, headers);
            index++;
        }
        return bytes(builder);
    }

    private static MemoryRecordsBuilder builder(CompressionType codec) {
        return MemoryRecords.builder(
                ByteBuffer.allocate(1024), Compression.of(codec).build(), TimestampType.CREATE_TIME, 0L);
    }

    private static byte[] bytes(MemoryRecordsBuilder builder) {
        ByteBuffer buffer = builder.build().buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Magic byte 1, the GUID, the payload. */
    public static byte[] framed(UUID guid, byte... payload) {
        return ByteBuffer.allocate(17 + payload.length)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .put(payload)
                .array();
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
