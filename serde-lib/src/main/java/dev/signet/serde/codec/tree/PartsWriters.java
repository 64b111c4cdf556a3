package dev.signet.serde.codec.tree;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.UnwritableRecordException;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Writers of records, arrays and maps. Their parts are bound after all writers of a tree are made. */
final class PartsWriters {
    private PartsWriters() {}

    /** No reader that is careful takes a datum that is nested deeper, so nobody writes one. */
    private static void enter(Output out, Schema schema) {
        if (out.enter() > WriterPlan.MAX_DEPTH) {
            throw new UnwritableRecordException("the datum is nested more than " + WriterPlan.MAX_DEPTH
                    + " records, arrays and maps deep, at " + schema.getFullName()
                    + ", which no reader accepts; does it contain itself?");
        }
    }

    static class RecordWriter extends ValueWriter {
        final Schema schema;
        ValueWriter[] fields = {};

        RecordWriter(Schema schema) {
            this.schema = schema;
        }

        @Override
        final void write(Output out, @Nullable Object value) {
            IndexedRecord record = (IndexedRecord) Objects.requireNonNull(value);
            enter(out, schema);
            fields(out, record);
            out.leave();
        }

        void fields(Output out, IndexedRecord record) {
            ValueWriter[] writers = fields;
            for (int i = 0; i < writers.length; i++) {
                writers[i].write(out, record.get(i));
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // an equal schema of another object is for Avro to find
        final boolean isSurelyFor(Object value) {
            return value instanceof IndexedRecord record && record.getSchema() == schema;
        }
    }

    /** Of generated classes, which say themselves how the logical types of their fields are converted. */
    static final class ConvertingRecordWriter extends RecordWriter {
        ConvertingRecordWriter(Schema schema) {
            super(schema);
        }

        @Override
        void fields(Output out, IndexedRecord record) {
            for (int i = 0; i < fields.length; i++) {
                if (record instanceof SpecificRecordBase generated && fields[i] instanceof LogicalWriter logical) {
                    Conversion<?> conversion = generated.getConversion(i);
                    logical.write(out, record.get(i), conversion);
                } else {
                    fields[i].write(out, record.get(i));
                }
            }
        }
    }

    static final class ArrayWriter extends ValueWriter {
        private final Schema schema;
        ValueWriter items = this;

        ArrayWriter(Schema schema) {
            this.schema = schema;
        }

        @Override
        void write(Output out, @Nullable Object value) {
            Collection<?> array = (Collection<?>) Objects.requireNonNull(value);
            enter(out, schema);
            int size = array.size();
            if (size > 0) {
                out.varlong(size);
                int written = 0;
                for (Object item : array) {
                    items.write(out, item);
                    written++;
                }
                check(size, written);
            }
            out.varint(0);
            out.leave();
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Collection && !(value instanceof IndexedRecord);
        }
    }

    static final class MapWriter extends ValueWriter {
        private final Schema schema;
        ValueWriter values = this;

        MapWriter(Schema schema) {
            this.schema = schema;
        }

        @Override
        void write(Output out, @Nullable Object value) {
            Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
            enter(out, schema);
            int size = map.size();
            if (size > 0) {
                out.varlong(size);
                int written = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    ScalarWriters.text(out, entry.getKey());
                    values.write(out, entry.getValue());
                    written++;
                }
                check(size, written);
            }
            out.varint(0);
            out.leave();
        }

        @Override
        boolean isSurelyFor(Object value) {
            return value instanceof Map && !(value instanceof Collection) && !(value instanceof IndexedRecord);
        }
    }

    private static void check(int size, int written) {
        if (size != written) {
            throw new ConcurrentModificationException(
                    "a collection of " + size + " gave " + written + " items while it was written");
        }
    }
}
