package dev.signet.broker;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where a batch stands among those of its producer.
 *
 * @param producerId the producer, 0 or more
 * @param epoch its epoch; another one numbers anew
 * @param sequence the number of the batch's first record; after the largest int they begin again at 0
 */
public record BatchNumber(long producerId, int epoch, int sequence) {

    /**
     * The number of the first batch between position and limit. Empty for a producer without an id, which numbers
     * nothing, and for bytes that are no batch of format 2.
     */
    public static Optional<BatchNumber> of(ByteBuffer batches) {
        int at = batches.position();
        if (batches.remaining() < BatchFormat.HEADER_SIZE
                || batches.get(at + BatchFormat.MAGIC_OFFSET) != BatchFormat.MAGIC) {
            return Optional.empty();
        }
        BatchNumber number = new BatchNumber(
                batches.getLong(at + BatchFormat.PRODUCER_ID_OFFSET),
                batches.getShort(at + BatchFormat.PRODUCER_EPOCH_OFFSET),
                batches.getInt(at + BatchFormat.BASE_SEQUENCE_OFFSET));
        return number.producerId < 0 || number.sequence < 0 ? Optional.empty() : Optional.of(number);
    }

    /** Whether it comes after another batch of the same producer and epoch. */
    public boolean isAfter(int otherSequence) {
        int distance = sequence - otherSequence & Integer.MAX_VALUE;
        return distance > 0 && distance < Integer.MAX_VALUE / 2;
    }
}
