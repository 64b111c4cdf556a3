package dev.signet.serde.codec;

import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Which of Avro's data models stands for a datum. */
final class DataModels {
    private static final GenericData PLAIN = new GenericData();
    private static final GenericData CONVERTING = converting();

    private DataModels() {}

    static GenericData generic(LogicalTypes logicalTypes) {
        return logicalTypes == LogicalTypes.CONVERTED ? CONVERTING : PLAIN;
    }

    /** The model to write a datum with: the one that its generated class names, or the generic one. */
    static GenericData of(@Nullable Object datum, LogicalTypes logicalTypes) {
        return datum instanceof SpecificRecordBase specific ? specific.getSpecificData() : generic(logicalTypes);
    }

    private static GenericData converting() {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new Conversions.UUIDConversion());
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
        return data;
    }
}
