package dev.signet.bench.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The records that are measured. */
public enum Shape {
    /** Ten fields of ten types, 83 bytes. */
    FLAT(83) {
        @Override
        Schema schema() {
            return parse("""
                    {"type":"record","name":"Flat","namespace":"bench","fields":[
                      {"name":"id","type":"long"},
                      {"name":"count","type":"int"},
                      {"name":"active","type":"boolean"},
                      {"name":"price","type":"double"},
                      {"name":"ratio","type":"float"},
                      {"name":"name","type":"string"},
                      {"name":"city","type":"string"},
                      {"name":"at","type":"long"},
                      {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","PAID","SENT"]}},
                      {"name":"hash","type":{"type":"fixed","name":"Hash","size":8}}]}""");
        }

        @Override
        GenericRecord datum(Schema schema) {
            return new GenericRecordBuilder(schema)
                    .set("id", 1_234_567_890_123L)
                    .set("count", 42)
                    .set("active", true)
                    .set("price", 19.99)
                    .set("ratio", 0.5f)
                    .set("name", "a customer of some years")
                    .set("city", "Springfield at the sea")
                    .set("at", 1_700_000_000_000L)
                    .set("state", new GenericData.EnumSymbol(type(schema, "state"), "PAID"))
                    .set("hash", new GenericData.Fixed(type(schema, "hash"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                    .build();
        }
    },

    /** An order with eight items of three tags, maps, unions and measurements, 931 bytes. */
    ORDER(931) {
        @Override
        Schema schema() {
            return parse("""
                    {"type":"record","name":"Order","namespace":"bench","fields":[
                      {"name":"id","type":"string"},
                      {"name":"at","type":"long"},
                      {"name":"customer","type":{"type":"record","name":"Customer","fields":[
                        {"name":"id","type":"long"},
                        {"name":"name","type":"string"},
                        {"name":"mail","type":["null","string"]}]}},
                      {"name":"items","type":{"type":"array","items":{"type":"record","name":"Item","fields":[
                        {"name":"sku","type":"string"},
                        {"name":"quantity","type":"int"},
                        {"name":"price","type":"double"},
                        {"name":"tags","type":{"type":"array","items":"string"}},
                        {"name":"note","type":["null","string"]}]}}},
                      {"name":"labels","type":{"type":"map","values":"string"}},
                      {"name":"counts","type":{"type":"map","values":"long"}},
                      {"name":"coupon","type":["null","string"]},
                      {"name":"reference","type":["long","string","boolean"]},
                      {"name":"measurements","type":{"type":"array","items":"double"}}]}""");
        }

        @Override
        GenericRecord datum(Schema schema) {
            return new GenericRecordBuilder(schema)
                    .set("id", "order-2026-11-21-000000000001")
                    .set("at", 1_700_000_000_000L)
                    .set("customer", customer(type(schema, "customer")))
                    .set("items", list(type(schema, "items"), 8, i -> item(type(schema, "items"), i)))
                    .set("labels", labels())
                    .set("counts", counts())
                    .set("coupon", null)
                    .set("reference", "ref-77")
                    .set("measurements", list(type(schema, "measurements"), 10, i -> i * 1.25))
                    .build();
        }
    };

    private final int size;

    Shape(int size) {
        this.size = size;
    }

    abstract Schema schema();

    abstract GenericRecord datum(Schema schema);

    /** The datum as Avro writes it; its size is part of what is compared between runs. */
    byte[] payload(Schema schema, GenericRecord datum) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(datum, encoder);
            encoder.flush();
            if (out.size() != size) {
                throw new IllegalStateException(this + " has " + out.size() + " bytes, not " + size);
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static GenericRecord customer(Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("id", 987_654_321L)
                .set("name", "Ann Example of Springfield at the sea")
                .set("mail", "ann@example.org")
                .build();
    }

    private static GenericRecord item(Schema items, int i) {
        Schema schema = items.getElementType();
        Schema tags = type(schema, "tags");
        return new GenericRecordBuilder(schema)
                .set("sku", "sku-00000000000000000000-" + i)
                .set("quantity", i + 1)
                .set("price", 9.99 + i)
                .set("tags", list(tags, 3, tag -> "tag-number-" + tag))
                .set("note", i % 4 == 0 ? "please wrap it as a present" : null)
                .build();
    }

    private static Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("channel", "web");
        labels.put("campaign", "autumn");
        labels.put("region", "north");
        return labels;
    }

    private static Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("visits", 12L);
        counts.put("clicks", 345L);
        return counts;
    }

    private static GenericData.Array<Object> list(Schema schema, int length, IntFunction<Object> item) {
        List<Object> items = IntStream.range(0, length).mapToObj(item).toList();
        return new GenericData.Array<>(schema, items);
    }

    private static Schema type(Schema record, String field) {
        return record.getField(field).schema();
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }
}
