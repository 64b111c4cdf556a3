package dev.signet.serde.samples;

import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;

/** Orders of a shop, as generic records. */
public final class Orders {
    public static final Schema ORDER = new Schema.Parser().parse("""
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"id","type":"long"},
              {"name":"items","type":{"type":"array","items":
                {"type":"record","name":"Item","fields":[
                  {"name":"sku","type":"string"},
                  {"name":"note","type":["null","string"],"default":null}]}}}]}""");

    private Orders() {}

    /** An order with one item a sku. */
    public static GenericRecord order(long id, String... skus) {
        Schema items = ORDER.getField("items").schema();
        List<GenericRecord> list = Arrays.stream(skus)
                .map(sku -> (GenericRecord) new GenericRecordBuilder(items.getElementType())
                        .set("sku", new Utf8(sku))
                        .set("note", null)
                        .build())
                .toList();
        return new GenericRecordBuilder(ORDER)
                .set("id", id)
                .set("items", new GenericData.Array<>(items, list))
                .build();
    }
}
