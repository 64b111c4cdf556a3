package dev.signet.bench.serde.sample;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** The samples as generic records, of any schema with these fields. */
final class GenericRecords {
    private GenericRecords() {}

    static GenericRecord flat(Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("id", Values.ID)
                .set("count", Values.COUNT)
                .set("active", true)
                .set("price", Values.PRICE)
                .set("ratio", Values.RATIO)
                .set("name", Values.NAME)
                .set("city", Values.CITY)
                .set("at", Values.AT)
                .set("state", new GenericData.EnumSymbol(type(schema, "state"), "PAID"))
                .set("hash", new GenericData.Fixed(type(schema, "hash"), Values.hash()))
                .build();
    }

    static GenericRecord order(Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("id", Values.ORDER)
                .set("at", Values.AT)
                .set("customer", customer(type(schema, "customer")))
                .set("items", list(type(schema, "items"), Values.ITEMS, i -> item(type(schema, "items"), i)))
                .set("labels", Values.labels())
                .set("counts", Values.counts())
                .set("coupon", null)
                .set("reference", Values.REFERENCE)
                .set("measurements", list(type(schema, "measurements"), Values.MEASUREMENTS, Values::measurement))
                .build();
    }

    private static GenericRecord customer(Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("id", Values.CUSTOMER)
                .set("name", Values.CUSTOMER_NAME)
                .set("mail", Values.MAIL)
                .build();
    }

    private static GenericRecord item(Schema items, int i) {
        Schema schema = items.getElementType();
        return new GenericRecordBuilder(schema)
                .set("sku", Values.sku(i))
                .set("quantity", i + 1)
                .set("price", Values.itemPrice(i))
                .set("tags", list(type(schema, "tags"), Values.TAGS, Values::tag))
                .set("note", Values.note(i).orElse(null))
                .build();
    }

    private static GenericData.Array<Object> list(Schema schema, int length, IntFunction<Object> item) {
        List<Object> items = IntStream.range(0, length).mapToObj(item).toList();
        return new GenericData.Array<>(schema, items);
    }

    private static Schema type(Schema record, String field) {
        return record.getField(field).schema();
    }
}
