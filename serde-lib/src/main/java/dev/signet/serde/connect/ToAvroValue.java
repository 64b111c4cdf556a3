package dev.signet.serde.connect;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Connect data as Avro's generic data. Pure. */
final class ToAvroValue {
    private ToAvroValue() {}

    /**
     * A value.
     *
     * @param avro the schema that {@link ToAvroSchema} has made of {@code connect}
     */
    static @Nullable Object value(@Nullable Object value, Schema connect, org.apache.avro.Schema avro) {
        if (value == null) {
            if (connect.defaultValue() != null) {
                return value(connect.defaultValue(), connect, avro);
            }
            if (!connect.isOptional()) {
                throw new DataException("null for the required " + described(connect));
            }
            return null;
        }
        org.apache.avro.Schema present = present(avro);
        return switch (connect.type()) {
            case INT8, INT16 -> ((Number) value).intValue();
            case INT32, INT64, BYTES -> plain(value, connect);
            case FLOAT32, FLOAT64, BOOLEAN, STRING -> value;
            case ARRAY -> array((List<?>) value, connect, present);
            case MAP -> map((Map<?, ?>) value, connect, present);
            case STRUCT -> record((Struct) value, connect, present);
        };
    }

    /** The branch of a union with null that is not null. */
    private static org.apache.avro.Schema present(org.apache.avro.Schema avro) {
        if (avro.getType() != org.apache.avro.Schema.Type.UNION) {
            return avro;
        }
        org.apache.avro.Schema first = avro.getTypes().get(0);
        return first.getType() == org.apache.avro.Schema.Type.NULL
                ? avro.getTypes().get(1)
                : first;
    }

    private static Object plain(Object value, Schema connect) {
        if (value instanceof java.util.Date moment && connect.name() != null) {
            return switch (connect.name()) {
                case Date.LOGICAL_NAME -> Date.fromLogical(connect, moment);
                case Time.LOGICAL_NAME -> Time.fromLogical(connect, moment);
                case Timestamp.LOGICAL_NAME -> Timestamp.fromLogical(connect, moment);
                default -> throw new DataException("a java.util.Date for the " + described(connect));
            };
        } else if (value instanceof BigDecimal decimal) {
            return ByteBuffer.wrap(Decimal.fromLogical(connect, decimal));
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    private static List<@Nullable Object> array(List<?> value, Schema connect, org.apache.avro.Schema avro) {
        List<@Nullable Object> items = new ArrayList<>(value.size());
        value.forEach(item -> items.add(value(item, connect.valueSchema(), avro.getElementType())));
        return new GenericData.Array<>(avro, items);
    }

    private static Object map(Map<?, ?> value, Schema connect, org.apache.avro.Schema avro) {
        return ToAvroSchema.hasTextKeys(connect) ? textMap(value, connect, avro) : entries(value, connect, avro);
    }

    private static Object textMap(Map<?, ?> value, Schema connect, org.apache.avro.Schema avro) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        value.forEach((key, item) -> map.put(key, value(item, connect.valueSchema(), avro.getValueType())));
        return map;
    }

    private static Object entries(Map<?, ?> value, Schema connect, org.apache.avro.Schema avro) {
        org.apache.avro.Schema entry = avro.getElementType();
        List<@Nullable Object> entries = new ArrayList<>(value.size());
        value.forEach((key, item) -> {
            GenericData.Record record = new GenericData.Record(entry);
            record.put(
                    0, value(key, connect.keySchema(), entry.getFields().get(0).schema()));
            record.put(
                    1,
                    value(item, connect.valueSchema(), entry.getFields().get(1).schema()));
            entries.add(record);
        });
        return new GenericData.Array<>(avro, entries);
    }

    private static GenericData.Record record(Struct value, Schema connect, org.apache.avro.Schema avro) {
        GenericData.Record record = new GenericData.Record(avro);
        for (Field field : connect.fields()) {
            org.apache.avro.Schema type = avro.getFields().get(field.index()).schema();
            record.put(field.index(), value(value.getWithoutDefault(field.name()), field.schema(), type));
        }
        return record;
    }

    private static String described(Schema connect) {
        return connect.type() + (connect.name() == null ? "" : " " + connect.name());
    }
}
