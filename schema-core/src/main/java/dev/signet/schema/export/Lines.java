package dev.signet.schema.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes line by line, without the line ends. For one thread. */
public final class Lines {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    public Lines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The next line; empty at the end. */
    public Optional<byte[]> next() throws IOException {
        line.reset();
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = in.read();
        }
        number++;
        return Optional.of(withoutReturn(line.toByteArray()));
    }

    /** The number of the last line, from 1 on. */
    public long number() {
        return number;
    }

    private static byte[] withoutReturn(byte[] bytes) {
        int length = bytes.length;
        return length > 0 && bytes[length - 1] == '\r' ? java.util.Arrays.copyOf(bytes, length - 1) : bytes;
    }
}
