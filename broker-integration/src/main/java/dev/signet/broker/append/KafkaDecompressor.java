package dev.signet.broker.append;

import dev.signet.broker.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Expands with Kafka's own codecs into one buffer a thread. Buffers of more than 4 MiB are not kept, and come out of a
 * budget that all threads share.
 */
final class KafkaDecompressor implements Decompressor {

    private static final int SMALLEST_BUFFER = 64 * 1024;
    private static final int LARGEST_KEPT_BUFFER = 4 * 1024 * 1024;

    private final int limit;
    private final KafkaCodecs codecs = KafkaCodecs.ofThisKafka();
    private final ThreadLocal<Buffers> buffers;

    KafkaDecompressor(int limit) {
        this(limit, ExpansionBudget.ofThisJvm(limit));
    }

    /**
     * Expands within a limit.
     *
     * @param limit the most bytes that one batch may expand to
     * @param budget what all threads share, but for the buffers that each keeps
     */
    KafkaDecompressor(int limit, ExpansionBudget budget) {
        this.limit = limit;
        this.buffers = ThreadLocal.withInitial(() -> new Buffers(codecs.newBuffers(), budget));
    }

    private static final class Buffers {
        private final Object forCodec;
        private final ExpansionBudget budget;
        private byte[] kept = {};
        private long taken;

        Buffers(Object forCodec, ExpansionBudget budget) {
            this.forCodec = forCodec;
            this.budget = budget;
        }

        /** Room for a buffer; one that may be kept is the thread's own. */
        boolean take(int size) {
            if (size <= LARGEST_KEPT_BUFFER) {
                return true;
            }
            if (!budget.take(size)) {
                return false;
            }
            taken += size;
            return true;
        }

        /** A buffer is in use no longer. */
        void give(int size) {
            if (size > LARGEST_KEPT_BUFFER) {
                budget.give(size);
                taken -= size;
            }
        }

        void giveAll() {
            budget.give(taken);
            taken = 0;
        }
    }

    @Override
    public Expansion expand(int codec, byte[] bytes, int from, int to) {
        return expand(codec, bytes, from, to, Integer.MAX_VALUE);
    }

    @Override
    public Expansion expand(int codec, byte[] bytes, int from, int to, int mostRecordBytes) {
        Buffers own = buffers.get();
        own.giveAll();
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
        byte[] target = own.kept;
        int length = 0;
        while (true) {
            if (length == target.length) {
                int size = sizeAfter(length, compressed);
                if (!own.take(size)) {
                    return new Expansion.NoRoom();
                }
                target = Arrays.copyOf(target, size);
                own.give(length);
            }
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
        }
        own.kept = target.length <= LARGEST_KEPT_BUFFER ? target : own.kept;
        return new Expansion.Records(target, length);
    }

    /** How large a buffer is that follows one of so many bytes. */
    private int sizeAfter(int length, int compressed) {
        long size = length == 0 ? Math.max(SMALLEST_BUFFER, 4L * compressed) : 2L * length;
        return (int) Math.min(size, limit + 1L);
    }

    @Override
    public void done() {
        buffers.get().giveAll();
    }
}
