package dev.signet.broker.append;

import dev.signet.broker.policy.PolicySettings;
import java.util.Optional;

/**
 * Follows the lengths that the records of a batch say they have, while the batch is being expanded, so that a record too
 * large is noticed by its first bytes. What is not laid out as records are is left to the validator.
 */
final class RecordSizes {

    private static final int LONGEST_VARINT = 5;

    private final int most;
    private int record;
    private long next;

    RecordSizes(int most) {
        this.most = most;
    }

    /**
     * Looks at what has been expanded so far.
     *
     * @param bytes the records from the first on
     * @param length how many bytes of them there are by now
     * @return what is wrong, once a record is too large
     */
    Optional<String> tooLarge(byte[] bytes, int length) {
        while (most < Integer.MAX_VALUE && next < length) {
            int from = (int) next;
            int to = endOfVarint(bytes, from, length);
            if (to < 0) {
                return Optional.empty();
            }
            int size = varint(bytes, from, to);
            if (size > most) {
                return Optional.of("record " + record + " has " + size + " bytes, more than the " + most + " that "
                        + PolicySettings.MOST_RECORD_BYTES + " allows");
            }
            next = size < 0 ? Long.MAX_VALUE : (long) to + size;
            record++;
        }
        return Optional.empty();
    }

    /** Index behind the number, negative if it is not there whole. */
    private static int endOfVarint(byte[] bytes, int from, int length) {
        for (int at = from; at < Math.min(length, from + LONGEST_VARINT); at++) {
            if (bytes[at] >= 0) {
                return at + 1;
            }
        }
        return -1;
    }

    /** Zigzag-encoded. */
    private static int varint(byte[] bytes, int from, int to) {
        int result = 0;
        for (int at = to - 1; at >= from; at--) {
            result = result << 7 | bytes[at] & 0x7f;
        }
        return result >>> 1 ^ -(result & 1);
    }
}
