package dev.signet.examples.orders;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** An order, and the event that tells of it. */
public record Order(String id, String customer, long cents) {
    /** The topic of the events. */
    public static final String TOPIC = "placed-orders";

    private static final Schema EVENT = new Schema.Parser().parse("""
            {"type":"record","name":"OrderPlaced","namespace":"shop","fields":[
              {"name":"id","type":"string"},
              {"name":"customer","type":"string"},
              {"name":"cents","type":"long"}]}""");

    /** The event as Avro data. */
    public GenericRecord event() {
        return new GenericRecordBuilder(EVENT)
                .set("id", id)
                .set("customer", customer)
                .set("cents", cents)
                .build();
    }

    /** The order that an event tells of, in whatever later version it was written. */
    public static Order of(GenericRecord event) {
        return new Order(event.get("id").toString(), event.get("customer").toString(), (long) event.get("cents"));
    }
}
