package dev.signet.bench.serde.peer;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.schema.wire.WireFormat;
import java.util.Arrays;
import java.util.function.Function;

/** Who writes and reads. */
public enum Peer {
    /** Signet's serializer and deserializer, with their defaults. */
    SIGNET(SignetPeer::new),
    /** Plain Avro: reader, writer, encoder, decoder and stream used again, fast reader, five bytes of header, one copy. */
    AVRO(AvroPeer::new),
    /** Java for exactly these schemas: a buffer that is used again, one copy. */
    HAND(HandPeer::new),
    /** Apicurio's serializer and deserializer: schemas registered by themselves, caches on. */
    APICURIO(ApicurioPeer::new);

    private final Function<Sample, Contender> contender;

    Peer(Function<Sample, Contender> contender) {
        this.contender = contender;
    }

    /** A new one, for a sample. */
    public Contender contender(Sample sample) {
        return contender.apply(sample);
    }

    /** Throws unless a record is the sample's payload after a header of five bytes. */
    public void checkWritten(Sample sample, byte[] record) {
        int header = WireFormat.ID_LENGTH;
        if (!Arrays.equals(sample.payload(), Arrays.copyOfRange(record, header, record.length))) {
            throw new IllegalStateException(this + " does not write " + sample + " as Avro does");
        }
    }

    /** Throws unless a datum is the sample. */
    public void checkRead(Sample sample, Object read) {
        check(sample, sample.read(), read);
    }

    /** Throws unless a datum is what the sample becomes across its evolution. */
    public void checkReadEvolved(Sample sample, Object read) {
        boolean inWritersShape = this == APICURIO && sample.kind() == Kind.GENERIC;
        check(sample, inWritersShape ? sample.earlier() : sample.evolved(), read);
    }

    private void check(Sample sample, Object expected, Object read) {
        if (!expected.equals(read)) {
            throw new IllegalStateException(this + " reads " + sample + " as " + read + ", not as " + expected);
        }
    }
}
