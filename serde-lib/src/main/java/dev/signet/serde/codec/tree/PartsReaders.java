package dev.signet.serde.codec.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Readers of records, arrays, maps, enums and unions. */
final class PartsReaders {
    private PartsReaders() {}

    /** What is done with the next field of the writer, or about one that it does not have. */
    interface Step {
        void take(Input in, IndexedRecord record);
    }

    /** Bound after it is made, because a recursive type is read by one reader. */
    static final class RecordReader implements ValueReader {
        private final Supplier<Object> instances;
        private Step[] steps = {};

        RecordReader(Supplier<Object> instances) {
            this.instances = instances;
        }

        void bind(List<Step> all) {
            steps = all.toArray(Step[]::new);
        }

        @Override
        public Object read(Input in) {
            in.enter();
            IndexedRecord record = (IndexedRecord) instances.get();
            for (Step step : steps) {
                step.take(in, record);
            }
            in.leave();
            return record;
        }
    }

    /**
     * An array.
     *
     * @param schema the reader's
     * @param items reads an item
     * @param counted whether items have no bytes, and were counted beforehand
     */
    record ArrayReader(Schema schema, ValueReader items, boolean counted) implements ValueReader {
        @Override
        public Object read(Input in) {
            in.enter();
            long count = block(in, counted);
            GenericData.Array<@Nullable Object> array = new GenericData.Array<>((int) count, schema);
            for (; count > 0; count = block(in, counted)) {
                int end = in.blockEnd();
                for (long i = 0; i < count; i++) {
                    array.add(items.read(in));
                }
                in.endBlock(end);
            }
            in.leave();
            return array;
        }
    }

    /**
     * A map.
     *
     * @param keys reads a key
     * @param values reads a value
     */
    record MapReader(ValueReader keys, ValueReader values) implements ValueReader {
        @Override
        public Object read(Input in) {
            in.enter();
            Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
            for (long count = block(in, false); count > 0; count = block(in, false)) {
                int end = in.blockEnd();
                for (long i = 0; i < count; i++) {
                    Object key = keys.read(in);
                    map.put(key, values.read(in));
                }
                in.endBlock(end);
            }
            in.leave();
            return map;
        }
    }

    /** A block has no more items than bytes, unless its items have none. */
    private static long block(Input in, boolean counted) {
        long count = in.block();
        if (!counted && count > in.left()) {
            throw new DamagedPayloadException();
        }
        return count;
    }

    /**
     * A symbol of an enum.
     *
     * @param writer the writer's schema
     * @param values the reader's values, in the writer's order; null where it has none
     */
    record EnumReader(Schema writer, @Nullable Object[] values) implements ValueReader {
        @Override
        public Object read(Input in) {
            int index = index(in, values.length);
            Object value = values[index];
            if (value == null) {
                throw new AvroTypeException(
                        "No match for " + writer.getEnumSymbols().get(index));
            }
            return value;
        }
    }

    /**
     * A value of one of the writer's branches.
     *
     * @param branches reads a value of each
     */
    record UnionReader(ValueReader[] branches) implements ValueReader {
        @Override
        public @Nullable Object read(Input in) {
            return branches[index(in, branches.length)].read(in);
        }
    }

    private static int index(Input in, int count) {
        int index = in.varint();
        if (index < 0 || index >= count) {
            throw new DamagedPayloadException();
        }
        return index;
    }
}
