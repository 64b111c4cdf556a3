package dev.signet.serde.samples;

import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** In the manner of a class that was generated without conversions: an instant is a long. */
public final class Reminder extends SpecificRecordBase {
    public static final Schema SCHEMA$ = new Schema.Parser().parse("""
                    {"type":"record","name":"Reminder","namespace":"dev.signet.serde.samples","fields":[
                      {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""");

    public static final SpecificData MODEL$ = new SpecificData();

    private long at;

    public Reminder() {}

    public Reminder(long at) {
        this.at = at;
    }

    @Override
    public SpecificData getSpecificData() {
        return MODEL$;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public Object get(int field) {
        return at;
    }

    @Override
    public void put(int field, @Nullable Object value) {
        at = (Long) Objects.requireNonNull(value);
    }
}
