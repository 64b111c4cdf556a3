package dev.signet.serde.connect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Avro's generic data as Connect data. Pure. */
final class FromAvroValue {
    private FromAvroValue() {}

    /**
     * A value.
     *
     * @param connect the schema that {@link FromAvroSchema} has made of {@code avro}
     */
    static @Nullable Object value(@Nullable Object value, org.apache.avro.Schema avro, Schema connect) {
        if (value == null) {
            return null;
        }
        org.apache.avro.Schema present = present(avro);
        if (present.getType() == org.apache.avro.Schema.Type.UNION) {
            return union(value, present, connect);
        }
        return switch (connect.type()) {
            case INT8 -> ((Number) value).byteValue();
            case INT16 -> ((Number) value).shortValue();
            case INT32, INT64 -> moment(value, connect);
            case FLOAT32, FLOAT64, BOOLEAN -> value;
            case STRING -> value.toString();
            case BYTES -> bytes(value, connect);
            case ARRAY -> array((List<?>) value, present, connect);
            case MAP -> map(value, present, connect);
            case STRUCT -> struct((IndexedRecord) value, connect);
        };
    }

    /** A field's default as Avro data. */
    static @Nullable Object standard(org.apache.avro.Schema.Field field) {
        return GenericData.get().getDefaultValue(field);
    }

    static boolean isOptional(org.apache.avro.Schema avro) {
        return avro.isNullable();
    }

    /** The only branch of a union beside null; any other schema as it is. */
    static org.apache.avro.Schema present(org.apache.avro.Schema avro) {
        if (avro.getType() != org.apache.avro.Schema.Type.UNION) {
            return avro;
        }
        List<org.apache.avro.Schema> branches = avro.getTypes().stream()
                .filter(branch -> branch.getType() != org.apache.avro.Schema.Type.NULL)
                .toList();
        return branches.size() == 1 ? branches.get(0) : avro;
    }

    /** Whether an array is a Connect map whose keys are not strings. */
    static boolean isEntries(org.apache.avro.Schema array) {
        org.apache.avro.Schema item = array.getElementType();
        return item.getType() == org.apache.avro.Schema.Type.RECORD
                && (Props.NAMESPACE.equals(item.getNamespace())
                        || Props.MAP_ENTRY.equals(item.getProp(Props.INTERNAL_TYPE)))
                && item.getFields().size() == 2
                && item.getField(Props.KEY_FIELD) != null
                && item.getField(Props.VALUE_FIELD) != null;
    }

    private static Struct union(Object value, org.apache.avro.Schema avro, Schema connect) {
        org.apache.avro.Schema branch = avro.getTypes().get(GenericData.get().resolveUnion(avro, value));
        Field full = connect.field(branch.getFullName());
        Field field = full == null ? connect.field(branch.getName()) : full;
        return new Struct(connect).put(field, value(value, branch, field.schema()));
    }

    private static Object moment(Object value, Schema connect) {
        if (connect.name() == null) {
            return value;
        }
        return switch (connect.name()) {
            case Date.LOGICAL_NAME -> Date.toLogical(connect, ((Number) value).intValue());
            case Time.LOGICAL_NAME -> Time.toLogical(connect, ((Number) value).intValue());
            case Timestamp.LOGICAL_NAME -> Timestamp.toLogical(connect, ((Number) value).longValue());
            default -> value;
        };
    }

    private static Object bytes(Object value, Schema connect) {
        ByteBuffer bytes = value instanceof GenericFixed fixed
                ? ByteBuffer.wrap(fixed.bytes())
                : value instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) value).duplicate();
        if (!Decimal.LOGICAL_NAME.equals(connect.name())) {
            return bytes;
        }
        byte[] unscaled = new byte[bytes.remaining()];
        bytes.get(unscaled);
        return Decimal.toLogical(connect, unscaled);
    }

    private static List<@Nullable Object> array(List<?> value, org.apache.avro.Schema avro, Schema connect) {
        List<@Nullable Object> items = new ArrayList<>(value.size());
        value.forEach(item -> items.add(value(item, avro.getElementType(), connect.valueSchema())));
        return items;
    }

    private static Map<@Nullable Object, @Nullable Object> map(
            Object value, org.apache.avro.Schema avro, Schema connect) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, item) ->
                    map.put(String.valueOf(key), value(item, avro.getValueType(), connect.valueSchema())));
            return map;
        }
        List<org.apache.avro.Schema.Field> fields = avro.getElementType().getFields();
        for (Object item : (List<?>) value) {
            IndexedRecord entry = (IndexedRecord) item;
            map.put(
                    value(entry.get(0), fields.get(0).schema(), connect.keySchema()),
                    value(entry.get(1), fields.get(1).schema(), connect.valueSchema()));
        }
        return map;
    }

    private static Struct struct(IndexedRecord value, Schema connect) {
        Struct struct = new Struct(connect);
        for (Field field : connect.fields()) {
            org.apache.avro.Schema type =
                    value.getSchema().getFields().get(field.index()).schema();
            struct.put(field, value(value.get(field.index()), type, field.schema()));
        }
        return struct;
    }
}
