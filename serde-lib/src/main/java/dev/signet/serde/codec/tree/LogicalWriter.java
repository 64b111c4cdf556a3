package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Writes values of a logical type: those that the data model can convert are converted first. */
public final class LogicalWriter implements ValueWriter {
    private final Schema schema;
    private final LogicalType type;
    private final GenericData model;
    private final ValueWriter underlying;

    LogicalWriter(Schema schema, GenericData model, ValueWriter underlying) {
        this.schema = schema;
        this.type = schema.getLogicalType();
        this.model = model;
        this.underlying = underlying;
    }

    /** Writes what values are converted to. */
    public ValueWriter underlying() {
        return underlying;
    }

    @Override
    public void write(Output out, @Nullable Object value) {
        write(out, value, value == null ? null : model.getConversionByClass(value.getClass(), type));
    }

    /** With the conversion that is named, if there is one, and no other. */
    void write(Output out, @Nullable Object value, @Nullable Conversion<?> conversion) {
        boolean converts = conversion != null && value != null;
        underlying.write(out, converts ? Conversions.convertToRawType(value, schema, type, conversion) : value);
    }

    @Override
    public boolean isSurelyFor(Object value) {
        return underlying.isSurelyFor(value);
    }
}
