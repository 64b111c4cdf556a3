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
    private final ConnectSettings settings;

    ToAvroValue(ConnectSettings settings) {
        this.settings = settings;
    }

    /**
     * A value.
     *
     * @param avro the schema that {@link ToAvroSchema} has made of {@code connect}
     */
    @Nullable
    Object value(@Nullable Object value, Schema connect, org.apache.avro.Schema avro) {
        if (value == null) {
            if (connect.defaultValue() != null && !writtenAsNull(connect)) {
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
            case FLOAT32, FLOAT64, BOOLEAN -> value;
            case STRING -> text(value, present);
            case ARRAY -> array((List<?>) value, connect, present);
            case MAP -> map((Map<?, ?>) value, connect, present);
            case STRUCT ->
                ToAvroSchema.isUnion(connect)
                        ? branch((Struct) value, connect, avro)
                        : record((Struct) value, connect, present);
        };
    }

    private boolean writtenAsNull(Schema connect) {
        return connect.isOptional() && settings.nullables() == ConnectSettings.Nullables.NULL;
    }

    private static Object text(Object value, org.apache.avro.Schema avro) {
        return avro.getType() == org.apache.avro.Schema.Type.ENUM ? new GenericData.EnumSymbol(avro, value) : value;
    }

    /** The only field that is there. */
    private @Nullable Object branch(Struct value, Schema connect, org.apache.avro.Schema union) {
        List<org.apache.avro.Schema> branches = union.getTypes().stream()
                .filter(branch -> branch.getType() != org.apache.avro.Schema.Type.NULL)
                .toList();
        for (Field field : connect.fields()) {
            Object given = value.getWithoutDefault(field.name());
            if (given != null) {
                return value(given, field.schema(), branches.get(field.index()));
            }
        }
        throw new DataException("a struct that stands for a union has no value in any of its fields");
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

    private List<@Nullable Object> array(List<?> value, Schema connect, org.apache.avro.Schema avro) {
        List<@Nullable Object> items = new ArrayList<>(value.size());
        value.forEach(item -> items.add(value(item, connect.valueSchema(), avro.getElementType())));
        return new GenericData.Array<>(avro, items);
    }

    private Object map(Map<?, ?> value, Schema connect, org.apache.avro.Schema avro) {
        return ToAvroSchema.hasTextKeys(connect, settings.mapKeys())
                ? textMap(value, connect, avro)
                : entries(value, connect, avro);
    }

    private Object textMap(Map<?, ?> value, Schema connect, org.apache.avro.Schema avro) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        value.forEach(
                (key, item) -> map.put(String.valueOf(key), value(item, connect.valueSchema(), avro.getValueType())));
        return map;
    }

    private Object entries(Map<?, ?> value, Schema connect, org.apache.avro.Schema avro) {
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

    private GenericData.Record record(Struct value, Schema connect, org.apache.avro.Schema avro) {
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
