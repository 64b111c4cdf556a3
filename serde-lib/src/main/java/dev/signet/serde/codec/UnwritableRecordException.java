package dev.signet.serde.codec;

import dev.signet.schema.avro.plan.WriterPlan;
import org.apache.avro.Schema;

/** A datum that cannot be written: it does not fit its schema, or no id is to be had for that schema. */
public final class UnwritableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnwritableRecordException(String message) {
        super(message);
    }

    /** The datum, at a part of that schema, is nested deeper than any careful reader takes. */
    public static UnwritableRecordException tooDeep(Schema schema) {
        return new UnwritableRecordException("the datum is nested more than " + WriterPlan.MAX_DEPTH
                + " records, arrays and maps deep, at " + schema.getFullName()
                + ", which no reader accepts; does it contain itself?");
    }

    public UnwritableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
