package dev.signet.broker;

import java.util.Optional;

/**
 * Decides whether bytes are one complete datum of a writer schema.
 *
 * <p>The port that a schema format fills in; implementations are immutable and safe for use by many threads.
 */
public interface PayloadCheck {

    /**
     * Whether the bytes are exactly one datum, with nothing missing and nothing left over. Allocates nothing.
     *
     * @param bytes the array that holds the payload
     * @param from index of the payload's first byte
     * @param to index behind its last byte
     */
    boolean accepts(byte[] bytes, int from, int to);

    /** Why {@link #accepts} refuses these bytes; empty when it accepts them. */
    Optional<Fault> fault(byte[] bytes, int from, int to);

    /**
     * The same check, but passing what the format's usual readers take although its specification does not allow it. It
     * is asked for once a batch: the same object each time.
     */
    PayloadCheck lenient();

    /**
     * The first fault of a payload.
     *
     * @param path the value at fault, such as {@code /items/3/price}
     * @param offset index in the array where the faulty part begins
     * @param reason the fault in words, without the place
     */
    record Fault(String path, int offset, String reason) {}
}
