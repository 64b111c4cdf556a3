package dev.signet.bench.serde.peer;

import dev.signet.bench.serde.sample.Kind;
import dev.signet.bench.serde.sample.Sample;
import dev.signet.schema.wire.WireFormat;
import java.util.Arrays;

/** Who writes and reads. */
public enum Peer {
    /** Signet's serializer and deserializer, with their defaults. */
    SIGNET {
        @Override
        public Contender contender(Sample sample) {
            return new SignetPeer(sample);
        }
    },
    /** Plain Avro: reader, writer, encoder, decoder and stream used again, fast reader, five bytes of header, one copy. */
    AVRO {
        @Override
        public Contender contender(Sample sample) {
            return new AvroPeer(sample);
        }
    },
    /** Java for exactly these schemas: a buffer that is used again, one copy. */
    HAND {
        @Override
        public Contender contender(Sample sample) {
            return new HandPeer(sample);
        }
    },
    /** Apicurio's serializer and deserializer: schemas registered by themselves, caches on. */
    APICURIO {
        @Override
        public Contender contender(Sample sample) {
            return new ApicurioPeer(sample);
        }
    };

    /** A new one, for a sample. */
    public abstract Contender contender(Sample sample);

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
