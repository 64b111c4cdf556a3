package dev.signet.cli.records;

import dev.signet.cli.input.TextFile;
import dev.signet.cli.input.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/** An Avro object container file, read from the front. Not safe for use by several threads. */
public final class AvroFile implements AutoCloseable {
    private final Path path;
    private final long size;
    private final GenericDatumReader<Object> datums;
    private final DataFileReader<Object> reader;

    private AvroFile(Path path, long size, GenericDatumReader<Object> datums, DataFileReader<Object> reader) {
        this.path = path;
        this.size = size;
        this.datums = datums;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @throws UnreadableInput when it is not there or is not such a file
     */
    public static AvroFile open(Path path) {
        try {
            long size = Files.size(path);
            GenericDatumReader<Object> datums = new GenericDatumReader<>();
            return new AvroFile(path, size, datums, new DataFileReader<>(path.toFile(), datums));
        } catch (IOException e) {
            if (Files.isRegularFile(path)) {
                throw new UnreadableInput(path + " is not an Avro object container file: " + e.getMessage(), e);
            }
            throw TextFile.unreadable(path.toString(), e);
        } catch (AvroRuntimeException e) {
            throw new UnreadableInput(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The schema that the file's data were written with. */
    public Schema schema() {
        return reader.getSchema();
    }

    /** From now on data come as this schema sees them. */
    public void readAs(Schema schema) {
        datums.setExpected(schema);
    }

    /**
     * Whether another datum follows.
     *
     * @throws UnreadableInput when the file is damaged here
     */
    public boolean hasNext() {
        try {
            return reader.hasNext();
        } catch (AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    /**
     * The next datum.
     *
     * @throws UnreadableInput when the file is damaged here or does not fit the schema that it is read as
     */
    public @Nullable Object next() {
        try {
            return reader.next();
        } catch (AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    private UnreadableInput damaged(AvroRuntimeException e) {
        return new UnreadableInput(path + " cannot be read further: " + e.getMessage(), e);
    }

    /** How much of the file has been read, 0 to 1. */
    public double share() {
        try {
            return size == 0 ? 1 : Math.min(1, (double) reader.tell() / size);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UnreadableInput(path + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
