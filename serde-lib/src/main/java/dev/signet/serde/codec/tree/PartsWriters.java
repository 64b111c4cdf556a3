package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Output;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Writers of records, arrays and maps. Their parts are bound after all writers of a tree are made. */
public final class PartsWriters {
    private PartsWriters() {}

    /** Of a record of any class. */
    public static class RecordWriter implements ValueWriter {
        private final Schema schema;
        private ValueWriter[] fields = {};

        RecordWriter(Schema schema) {
            this.schema = schema;
        }

        @Override
        public final void write(Output out, @Nullable Object value) {
            IndexedRecord record = (IndexedRecord) Objects.requireNonNull(value);
            out.enter(schema);
            fields(out, record);
            out.leave();
        }

        private void fields(Output out, IndexedRecord record) {
            for (int i = 0; i < fields.length; i++) {
                field(out, record, i);
            }
        }

        /** Writes one field. */
        public void field(Output out, IndexedRecord record, int position) {
            fields[position].write(out, record.get(position));
        }

        public Schema schema() {
            return schema;
        }

        /** The writers of the fields, in their order. */
        public List<ValueWriter> fields() {
            return List.of(fields);
        }

        final ValueWriter writer(int position) {
            return fields[position];
        }

        void bind(ValueWriter[] all) {
            fields = all;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // an equal schema of another object is for Avro to find
        public final boolean isSurelyFor(Object value) {
            return value instanceof IndexedRecord record && record.getSchema() == schema;
        }
    }

    /** Of generated classes, which say themselves how the logical types of their fields are converted. */
    public static final class ConvertingRecordWriter extends RecordWriter {
        ConvertingRecordWriter(Schema schema) {
            super(schema);
        }

        @Override
        public void field(Output out, IndexedRecord record, int position) {
            if (record instanceof SpecificRecordBase generated && writer(position) instanceof LogicalWriter logical) {
                logical.write(out, record.get(position), generated.getConversion(position));
            } else {
                super.field(out, record, position);
            }
        }
    }

    /** Of any collection. */
    public static final class ArrayWriter implements ValueWriter {
        private final Schema schema;
        private ValueWriter items = this;

        ArrayWriter(Schema schema) {
            this.schema = schema;
        }

        public Schema schema() {
            return schema;
        }

        public ValueWriter items() {
            return items;
        }

        void bind(ValueWriter each) {
            items = each;
        }

        @Override
        public void write(Output out, @Nullable Object value) {
            Collection<?> array = (Collection<?>) Objects.requireNonNull(value);
            out.enter(schema);
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
        public boolean isSurelyFor(Object value) {
            return value instanceof Collection && !(value instanceof IndexedRecord);
        }
    }

    /** Of any map. */
    public static final class MapWriter implements ValueWriter {
        private final Schema schema;
        private ValueWriter values = this;

        MapWriter(Schema schema) {
            this.schema = schema;
        }

        public Schema schema() {
            return schema;
        }

        public ValueWriter values() {
            return values;
        }

        void bind(ValueWriter each) {
            values = each;
        }

        @Override
        public void write(Output out, @Nullable Object value) {
            Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
            out.enter(schema);
            int size = map.size();
            if (size > 0) {
                out.varlong(size);
                int written = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    ScalarWriter.text(out, entry.getKey());
                    values.write(out, entry.getValue());
                    written++;
                }
                check(size, written);
            }
            out.varint(0);
            out.leave();
        }

        @Override
        public boolean isSurelyFor(Object value) {
            return value instanceof Map && !(value instanceof Collection) && !(value instanceof IndexedRecord);
        }
    }

    /** A collection that changes while it is written would leave bytes that nobody can read. */
    public static void check(int size, int written) {
        if (size != written) {
            throw new ConcurrentModificationException(
                    "a collection of " + size + " gave " + written + " items while it was written");
        }
    }
}
