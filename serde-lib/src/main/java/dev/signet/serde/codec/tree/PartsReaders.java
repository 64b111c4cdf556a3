package dev.signet.serde.codec.tree;

import dev.signet.serde.codec.binary.Input;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Readers of arrays, maps, enums, fixed and unions. */
public final class PartsReaders {
    private PartsReaders() {}

    /**
     * An array.
     *
     * @param schema the reader's
     * @param items reads an item
     * @param counted whether items have no bytes, and were counted beforehand
     */
    public record ArrayReader(Schema schema, ValueReader items, boolean counted) implements ValueReader {
        @Override
        public Object read(Input in) {
            in.enter();
            long count = in.block(counted);
            GenericData.Array<@Nullable Object> array = new GenericData.Array<>((int) count, schema);
            for (; count > 0; count = in.block(counted)) {
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
    public record MapReader(ValueReader keys, ValueReader values) implements ValueReader {
        @Override
        public Object read(Input in) {
            in.enter();
            Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
            for (long count = in.block(false); count > 0; count = in.block(false)) {
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

    /**
     * A symbol of an enum.
     *
     * @param writer the writer's schema
     * @param values the reader's values, in the writer's order; null where it has none
     */
    public record EnumReader(Schema writer, @Nullable Object[] values) implements ValueReader {
        @Override
        public Object read(Input in) {
            int index = in.index(values.length);
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
    public record UnionReader(ValueReader[] branches) implements ValueReader {
        @Override
        public @Nullable Object read(Input in) {
            return branches[in.index(branches.length)].read(in);
        }
    }

    /**
     * Bytes of a fixed length.
     *
     * @param schema the reader's
     * @param model what they are put into
     */
    public record FixedReader(Schema schema, GenericData model) implements ValueReader {
        /** What the bytes are put into. */
        public GenericFixed instance() {
            return (GenericFixed) model.createFixed(null, schema);
        }

        @Override
        public Object read(Input in) {
            return filled(instance(), in);
        }

        /** Reads the bytes of a value. */
        public static GenericFixed filled(GenericFixed fixed, Input in) {
            byte[] bytes = fixed.bytes();
            in.raw(bytes, bytes.length);
            return fixed;
        }
    }
}
