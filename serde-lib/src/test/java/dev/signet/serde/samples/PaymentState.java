package dev.signet.serde.samples;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;

/** In the manner of a generated enum. */
public enum PaymentState implements GenericEnumSymbol<PaymentState> {
    OPEN,
    PAID;

    @Override
    public Schema getSchema() {
        return Payment.SCHEMA$.getField("state").schema();
    }
}
