package dev.signet.schema.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Whether Avro's own code reads a payload, all of it, and also skips it, which goes by the sizes of blocks. Strictly: text
 * and booleans are looked at, too, which Avro for Java does not do.
 */
public final class StrictReading {
    private StrictReading() {}

    /** Whether Avro's reader takes exactly these bytes, and its skipper does. */
    public static boolean isLenientlyReadable(Schema schema, byte[] payload) {
        return isReadable(schema, payload, false);
    }

    /** The same, and text is UTF-8 and booleans are 0 or 1. */
    public static boolean isReadable(Schema schema, byte[] payload) {
        return isReadable(schema, payload, true);
    }

    private static boolean isReadable(Schema schema, byte[] payload, boolean strict) {
        try {
            BinaryDecoder reading = DecoderFactory.get().binaryDecoder(payload, null);
            new GenericDatumReader<>(schema).read(null, strict ? new Strict(reading) : reading);
            BinaryDecoder skipping = DecoderFactory.get().binaryDecoder(payload, null);
            GenericDatumReader.skip(schema, skipping);
            return reading.isEnd() && skipping.isEnd();
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | UnsupportedOperationException
                | StackOverflowError unreadable) {
            return false;
        }
    }

    /** Reads through Avro's decoder and looks at what that one does not look at. */
    private static final class Strict extends Decoder {
        private final BinaryDecoder in;

        Strict(BinaryDecoder in) {
            this.in = in;
        }

        @Override
        public boolean readBoolean() throws IOException {
            byte[] one = new byte[1];
            in.readFixed(one);
            if ((one[0] & 0xfe) != 0) {
                throw new AvroRuntimeException("not a boolean");
            }
            return one[0] == 1;
        }

        @Override
        public Utf8 readString(@Nullable Utf8 old) throws IOException {
            ByteBuffer text = in.readBytes(null);
            try {
                StandardCharsets.UTF_8.newDecoder().decode(text.duplicate());
            } catch (CharacterCodingException garbled) {
                throw new AvroRuntimeException("not UTF-8", garbled);
            }
            byte[] bytes = new byte[text.remaining()];
            text.get(bytes);
            return new Utf8(bytes);
        }

        @Override
        public String readString() throws IOException {
            return readString(null).toString();
        }

        @Override
        public void readNull() throws IOException {
            in.readNull();
        }

        @Override
        public int readInt() throws IOException {
            return in.readInt();
        }

        @Override
        public long readLong() throws IOException {
            return in.readLong();
        }

        @Override
        public float readFloat() throws IOException {
            return in.readFloat();
        }

        @Override
        public double readDouble() throws IOException {
            return in.readDouble();
        }

        @Override
        public void skipString() throws IOException {
            in.skipString();
        }

        @Override
        public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
            return in.readBytes(old);
        }

        @Override
        public void skipBytes() throws IOException {
            in.skipBytes();
        }

        @Override
        public void readFixed(byte[] bytes, int start, int length) throws IOException {
            in.readFixed(bytes, start, length);
        }

        @Override
        public void skipFixed(int length) throws IOException {
            in.skipFixed(length);
        }

        @Override
        public int readEnum() throws IOException {
            return in.readEnum();
        }

        @Override
        public long readArrayStart() throws IOException {
            return in.readArrayStart();
        }

        @Override
        public long arrayNext() throws IOException {
            return in.arrayNext();
        }

        @Override
        public long skipArray() throws IOException {
            return in.skipArray();
        }

        @Override
        public long readMapStart() throws IOException {
            return in.readMapStart();
        }

        @Override
        public long mapNext() throws IOException {
            return in.mapNext();
        }

        @Override
        public long skipMap() throws IOException {
            return in.skipMap();
        }

        @Override
        public int readIndex() throws IOException {
            return in.readIndex();
        }
    }
}
