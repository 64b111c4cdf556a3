package dev.signet.examples.files;

import dev.signet.client.CachingSchemaRegistry;
import dev.signet.client.ClientSettings;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.SchemaRegistry;
import dev.signet.examples.Options;
import dev.signet.examples.orders.Order;
import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import dev.signet.serde.codec.Decoders;
import dev.signet.serde.codec.FramedReader;
import dev.signet.serde.codec.FramedWriter;
import dev.signet.serde.codec.ReadAs;
import dev.signet.serde.codec.RegistrySchemas;
import dev.signet.serde.codec.WriteAs;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * Records in a file, each with the id of its schema as in a topic, so that schemas may change while the file grows. A
 * queue, a cache or a socket takes the same bytes: {@link FramedWriter} gives them, {@link FramedReader} takes them, and
 * no Kafka is on the class path of either. Not safe for use by several threads.
 */
public final class RecordFile {
    private static final int CACHE_SIZE = 100;
    /** A length in a damaged file must not ask for all the memory there is. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private final Path path;
    private final Subject subject;
    private final FramedWriter writer;
    private final FramedReader reader;

    /**
     * A file, which need not be there yet.
     *
     * @param subject the subject that the schemas of its records belong to, and evolve in
     */
    public RecordFile(Path path, Subject subject, SchemaRegistry registry) {
        this.path = path;
        this.subject = subject;
        this.writer = new FramedWriter(registry, WriteAs.REGISTERING, CACHE_SIZE);
        ClassLoader classes = RecordFile.class.getClassLoader();
        this.reader = new FramedReader(
                new RegistrySchemas(registry), new Decoders(ReadAs.GENERIC, classes), Context.DEFAULT, CACHE_SIZE);
    }

    /** Adds records at the end: a length of four bytes and the framed record. */
    public void append(List<? extends GenericRecord> records) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
            for (GenericRecord record : records) {
                byte[] framed = writer.write(subject, record.getSchema(), record);
                out.writeInt(framed.length);
                out.write(framed);
            }
        }
    }

    /** All records, each as it was written. */
    public List<GenericRecord> read() throws IOException {
        List<GenericRecord> records = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (in.mark(1); in.read() >= 0; in.mark(1)) {
                in.reset();
                int length = in.readInt();
                if (length < 0 || length > LONGEST) {
                    throw new IOException(path + " is damaged: a record of " + length + " bytes");
                }
                byte[] framed = new byte[length];
                in.readFully(framed);
                if (!(reader.read(framed).datum() instanceof GenericRecord record)) {
                    throw new IOException(path + " holds something that is no record");
                }
                records.add(record);
            }
        }
        return records;
    }

    /** Appends some orders to a file and prints what is in it. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments, "file", "orders");
        ClientSettings settings = ClientSettings.of(URI.create(options.text("registry")));
        try (SchemaRegistry registry = new CachingSchemaRegistry(new HttpSchemaRegistry(settings), CACHE_SIZE)) {
            RecordFile file = new RecordFile(
                    Path.of(options.text("file", "orders.records")), Subject.of("example-orders-file"), registry);
            List<GenericRecord> orders = new ArrayList<>();
            for (int i = 1; i <= options.number("orders", 3); i++) {
                orders.add(new Order("order-" + i, "customer-" + i, 100L * i).event());
            }
            file.append(orders);
            file.read().forEach(System.out::println);
        }
    }
}
