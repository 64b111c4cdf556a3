package dev.signet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Avro files to produce from. */
final class Orders {
    static final String ORDER = """
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"id","type":"long"},{"name":"note","type":"string"}]}
            """;
    static final String CUSTOMER = """
            {"type":"record","name":"Customer","namespace":"shop","fields":[{"name":"city","type":"string"}]}
            """;
    static final String SALE = """
            {"type":"record","name":"Sale","namespace":"shop","fields":[{"name":"buyer","type":"shop.Customer"}]}
            """;

    private Orders() {}

    /** A file of so many orders, numbered from 0. */
    static Path file(Path file, int count) throws IOException {
        Schema schema = new Schema.Parser().parse(ORDER);
        return write(
                file,
                schema,
                LongStream.range(0, count)
                        .<GenericRecord>mapToObj(id -> new GenericRecordBuilder(schema)
                                .set("id", id)
                                .set("note", "order " + id)
                                .build())
                        .toList());
    }

    /** A file with one sale, whose schema holds the customer's type. */
    static Path salesFile(Path file) throws IOException {
        Schema.Parser parser = new Schema.Parser();
        Schema customer = parser.parse(CUSTOMER);
        Schema sale = parser.parse(SALE);
        GenericRecord buyer =
                new GenericRecordBuilder(customer).set("city", "Lund").build();
        return write(
                file,
                sale,
                List.of(new GenericRecordBuilder(sale).set("buyer", buyer).build()));
    }

    private static Path write(Path file, Schema schema, List<GenericRecord> records) throws IOException {
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file.toFile());
            for (GenericRecord record : records) {
                writer.append(record);
            }
        }
        return file;
    }
}
