package dev.signet.bench.serde.peer;

import dev.signet.bench.serde.hand.ByHand;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.schema.wire.WireFormat;
import org.apache.avro.Schema;

/** Code that somebody wrote for exactly this sample. */
final class HandPeer implements Contender {
    private static final int ID = 1;

    private final byte[] header = Frames.header(ID);
    private final ByHand code;

    HandPeer(Sample sample) {
        code = ByHand.of(sample);
    }

    @Override
    public byte[] write(Object datum) {
        return code.write(header, datum);
    }

    @Override
    public Object read(byte[] record) {
        return code.read(record, WireFormat.ID_LENGTH);
    }

    @Override
    public Object readEvolved(byte[] record) {
        return code.readEvolved(record, WireFormat.ID_LENGTH);
    }

    @Override
    public byte[] framed(Schema writer, byte[] payload) {
        return Frames.framed(ID, payload);
    }
}
