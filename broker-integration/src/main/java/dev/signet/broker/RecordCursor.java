package dev.signet.broker;

/**
 * Reads the variable-length fields of records from a byte array. Reading past the end sets {@link #broken} and yields
 * 0, so that the walk needs no exceptions; one cursor is used over and over.
 */
final class RecordCursor {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int position;
    private int limit;
    private boolean broken;

    void reset(byte[] source, int from, int to) {
        bytes = source;
        position = from;
        limit = to;
        broken = false;
    }

    /** Drops the reference to the caller's bytes. */
    void clear() {
        reset(NOTHING, 0, 0);
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return limit - position;
    }

    boolean broken() {
        return broken;
    }

    void fail() {
        broken = true;
    }

    void skip(int count) {
        if (count < 0 || count > limit - position) {
            broken = true;
        } else {
            position += count;
        }
    }

    /** A zigzag-encoded int of at most five bytes. */
    int varint() {
        int result = 0;
        for (int shift = 0; shift <= 28; shift += 7) {
            if (position >= limit) {
                broken = true;
                return 0;
            }
            byte next = bytes[position++];
            result |= (next & 0x7f) << shift;
            if (next >= 0) {
                return (result >>> 1) ^ -(result & 1);
            }
        }
        broken = true;
        return 0;
    }

    /** A zigzag-encoded long of at most ten bytes. */
    long varlong() {
        int from = position;
        skipVarlong();
        long result = 0;
        for (int at = broken ? position : from; at < position; at++) {
            result |= (long) (bytes[at] & 0x7f) << 7 * (at - from);
        }
        return (result >>> 1) ^ -(result & 1);
    }

    /** Passes over a zigzag-encoded long of at most ten bytes. */
    void skipVarlong() {
        for (int count = 0; count < 10; count++) {
            if (position >= limit) {
                break;
            }
            if (bytes[position++] >= 0) {
                return;
            }
        }
        broken = true;
    }
}
