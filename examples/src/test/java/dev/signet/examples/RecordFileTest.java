package dev.signet.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.client.SchemaRegistry;
import dev.signet.examples.files.RecordFile;
import dev.signet.examples.orders.Order;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.serde.mock.InMemoryRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    private static final Subject SUBJECT = Subject.of("orders-file");

    private final SchemaRegistry registry = new InMemoryRegistry();

    @TempDir
    Path temp;

    @Test
    void recordsOfTwoVersionsOfASchemaAreReadFromOneFile() throws IOException {
        Path path = temp.resolve("orders.records");
        GenericRecord first = new Order("o1", "ann", 100).event();
        GenericRecord second = later("o2", "gift");

        new RecordFile(path, SUBJECT, registry).append(List.of(first));
        new RecordFile(path, SUBJECT, registry).append(List.of(second, second));

        assertThat(new RecordFile(path, SUBJECT, registry).read()).containsExactly(first, second, second);
        assertThat(Order.of(second)).isEqualTo(new Order("o2", "bob", 5));
        assertThat(registry.versions(SUBJECT).asOptional()).hasValue(List.of(new Version(1), new Version(2)));
        // A length, the magic byte and the id, and what Avro writes.
        assertThat(Files.readAllBytes(path)).startsWith(0, 0, 0, 14, 0, 0, 0, 0, 1, 4, 'o', '1', 6, 'a', 'n', 'n');
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws IOException {
        Path path = temp.resolve("cut.records");
        RecordFile file = new RecordFile(path, SUBJECT, registry);
        file.append(List.of(new Order("o1", "ann", 100).event()));
        byte[] whole = Files.readAllBytes(path);

        Files.write(path, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(file::read).isInstanceOf(EOFException.class);
        Files.write(path, new byte[] {127, 0, 0, 0});
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("is damaged");
    }

    private static GenericRecord later(String id, String note) {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"OrderPlaced","namespace":"shop","fields":[
                  {"name":"id","type":"string"},
                  {"name":"customer","type":"string"},
                  {"name":"cents","type":"long"},
                  {"name":"note","type":"string","default":""}]}""");
        return new GenericRecordBuilder(schema)
                .set("id", new Utf8(id))
                .set("customer", new Utf8("bob"))
                .set("cents", 5L)
                .set("note", new Utf8(note))
                .build();
    }
}
