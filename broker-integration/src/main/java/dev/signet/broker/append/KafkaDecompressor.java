package dev.signet.broker.append;

import dev.signet.broker.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Expands with Kafka's own codecs into one buffer a thread, which is given back when a batch has made it large. */
final class KafkaDecompressor implements Decompressor {

    private static final int SMALLEST_BUFFER = 64 * 1024;
    private static final int LARGEST_KEPT_BUFFER = 4 * 1024 * 1024;

    private final int limit;
    private final KafkaCodecs codecs = KafkaCodecs.ofThisKafka();
    private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(() -> new Buffers(codecs.newBuffers()));

    KafkaDecompressor(int limit) {
        this.limit = limit;
    }

    private static final class Buffers {
        private final Object forCodec;
        private byte[] kept = {};

        Buffers(Object forCodec) {
            this.forCodec = forCodec;
        }
    }

    @Override
    public Expansion expand(int codec, byte[] bytes, int from, int to) {
        return expand(codec, bytes, from, to, Integer.MAX_VALUE);
    }

    @Override
    public Expansion expand(int codec, byte[] bytes, int from, int to, int mostRecordBytes) {
        Buffers own = buffers.get();
        try (InputStream records = codecs.open(codec, ByteBuffer.wrap(bytes, from, to - from), own.forCodec)) {
            // a size that does not bind is not looked for
            RecordSizes sizes = new RecordSizes(mostRecordBytes < limit ? mostRecordBytes : Integer.MAX_VALUE);
            return read(records, own, to - from, sizes);
        } catch (IOException | RuntimeException broken) {
            // the codecs throw this and that at damaged bytes, such as BufferUnderflowException
            return new Expansion.Broken(reason(broken));
        }
    }

    private static String reason(Exception broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }

    private Expansion read(InputStream records, Buffers own, int compressed, RecordSizes sizes) throws IOException {
        byte[] target = own.kept.length > 0
                ? own.kept
                : new byte[(int) Math.min(Math.max(SMALLEST_BUFFER, 4L * compressed), limit + 1L)];
        int length = 0;
        while (true) {
            int count = records.read(target, length, target.length - length);
            if (count < 0) {
                break;
            }
            length += count;
            if (length > limit) {
                return new Expansion.TooLarge(limit);
            }
            Optional<String> tooLarge = sizes.tooLarge(target, length);
            if (tooLarge.isPresent()) {
                return new Expansion.Broken(tooLarge.get());
            }
            if (length == target.length) {
                target = Arrays.copyOf(target, (int) Math.min(2L * length, limit + 1L));
            }
        }
        own.kept = target.length <= LARGEST_KEPT_BUFFER ? target : own.kept;
        return new Expansion.Records(target, length);
    }
}
