package dev.signet.bench.serde.hand;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.bench.serde.sample.Shape;

/** Code for one schema and one kind of data. Not safe for concurrent use: the buffer is used again. */
public interface ByHand {
    /** The code for a sample. */
    static ByHand of(Sample sample) {
        if (sample.shape() == Shape.FLAT) {
            return sample.kind() == Kind.GENERIC ? new GenericFlat(sample) : new GeneratedFlat();
        }
        return sample.kind() == Kind.GENERIC ? new GenericOrder(sample) : new GeneratedOrder();
    }

    /** The header and the datum, in an array of their own. */
    byte[] write(byte[] header, Object datum);

    /** The datum that stands from {@code from} on. */
    Object read(byte[] record, int from);

    /** The same bytes as the evolved schema has them. */
    Object readEvolved(byte[] record, int from);
}
