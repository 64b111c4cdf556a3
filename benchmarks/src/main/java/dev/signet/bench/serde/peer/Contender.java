package dev.signet.bench.serde.peer;

import java.io.IOException;
import org.apache.avro.Schema;

/** A writer and reader of one sample. Not safe for concurrent use. */
public interface Contender {
    /** A header of five bytes, and the datum. */
    byte[] write(Object datum) throws IOException;

    /** The datum of a record that {@link #framed} made, in the shape of its schema. */
    Object read(byte[] record) throws IOException;

    /** The datum of a record that {@link #framed} made of an earlier schema, in the shape of the evolved one. */
    Object readEvolved(byte[] record) throws IOException;

    /** A record for reading: its schema is made known where the reader will ask for it. */
    byte[] framed(Schema writer, byte[] payload);
}
