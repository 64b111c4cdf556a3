package dev.signet.serde.samples;

import java.time.Instant;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** In the manner of a generated class: an id, a string as String, an enum, a nullable instant. */
public final class Payment extends SpecificRecordBase {
    public static final Schema SCHEMA$ = new Schema.Parser().parse("""
                    {"type":"record","name":"Payment","namespace":"dev.signet.serde.samples","fields":[
                      {"name":"id","type":"long"},
                      {"name":"payer","type":{"type":"string","avro.java.string":"String"}},
                      {"name":"state","type":{"type":"enum","name":"PaymentState","symbols":["OPEN","PAID"]}},
                      {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null}]}""");

    public static final SpecificData MODEL$ = new SpecificData();

    static {
        MODEL$.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private long id;
    private @Nullable String payer;
    private @Nullable PaymentState state;
    private @Nullable Instant at;

    public Payment() {}

    public Payment(long id, String payer, PaymentState state, @Nullable Instant at) {
        this.id = id;
        this.payer = payer;
        this.state = state;
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
    @SuppressWarnings("NullAway")
    public Object get(int field) {
        return switch (field) {
            case 0 -> id;
            case 1 -> payer;
            case 2 -> state;
            case 3 -> at;
            default -> throw new IndexOutOfBoundsException("Invalid index: " + field);
        };
    }

    @Override
    public void put(int field, @Nullable Object value) {
        switch (field) {
            case 0 -> id = (Long) java.util.Objects.requireNonNull(value);
            case 1 -> payer = value == null ? null : value.toString();
            case 2 -> state = (PaymentState) value;
            case 3 -> at = (Instant) value;
            default -> throw new IndexOutOfBoundsException("Invalid index: " + field);
        }
    }

    @Override
    @SuppressWarnings("NullAway")
    public Conversion<?> getConversion(int field) {
        return null;
    }
}
