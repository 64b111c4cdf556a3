package dev.signet.serde.reflect;

import dev.signet.serde.codec.UnreadableRecordException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Generic data as objects. Every class comes from a declaration in Java (a field's type, a {@code @Union}), none from a
 * name in a schema. Safe for concurrent use.
 */
final class FromGeneric {
    private final JavaModel model;

    FromGeneric(JavaModel model) {
        this.model = model;
    }

    /**
     * A value for a place of some type.
     *
     * @param type how the place is declared; {@code Object} where nothing is known
     */
    @Nullable
    Object value(@Nullable Object datum, Schema schema, Type type) {
        Class<?> raw = Types.raw(type);
        if (raw == Optional.class) {
            return Optional.ofNullable(value(datum, schema, Types.argument(type, 0)));
        } else if (datum == null) {
            return null;
        } else if (schema.getType() == Schema.Type.UNION) {
            int branch = GenericData.get().resolveUnion(schema, datum);
            return value(datum, schema.getTypes().get(branch), type);
        }
        Conversion<?> conversion = model.getConversionFor(schema.getLogicalType());
        return conversion != null && raw.isAssignableFrom(conversion.getConvertedType())
                ? Conversions.convertToLogicalType(datum, schema, schema.getLogicalType(), conversion)
                : plain(datum, schema, type);
    }

    private Object plain(Object datum, Schema schema, Type type) {
        Class<?> raw = Types.raw(type);
        return switch (schema.getType()) {
            case RECORD -> record((IndexedRecord) datum, schema);
            case ENUM -> symbol(datum.toString(), schema);
            case ARRAY -> array((List<?>) datum, schema, type);
            case MAP -> map((Map<?, ?>) datum, schema, type);
            case STRING -> text(datum.toString(), raw);
            case BYTES -> raw == byte[].class ? bytes((ByteBuffer) datum) : datum;
            case FIXED -> fixed((GenericFixed) datum, schema);
            case INT -> small((Integer) datum, raw);
            default -> datum;
        };
    }

    private Object record(IndexedRecord record, Schema schema) {
        Class<?> type = classOf(schema);
        try {
            ObjectShape shape = model.shapeOf(type);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Schema.Field field : schema.getFields()) {
                Type declared = shape.typeOf(field.name());
                values.put(field.name(), value(record.get(field.pos()), field.schema(), declared));
            }
            return shape.make(values);
        } catch (InvocationTargetException thrown) {
            throw unmade(type, thrown.getCause() == null ? thrown : thrown.getCause());
        } catch (NoSuchMethodException none) {
            throw new UnreadableRecordException(
                    "no " + type.getName() + " can be made: it has no constructor without parameters", none);
        } catch (ReflectiveOperationException | AvroRuntimeException | IllegalArgumentException refused) {
            throw unmade(type, refused);
        }
    }

    private static UnreadableRecordException unmade(Class<?> type, Throwable why) {
        return new UnreadableRecordException("no " + type.getName() + " can be made of the data: " + why, why);
    }

    private Class<?> classOf(Schema schema) {
        return model.classOf(schema)
                .orElseThrow(() ->
                        new UnreadableRecordException("no class was declared for data of " + schema.getFullName()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum is only known at run time
    private Object symbol(String name, Schema schema) {
        Class<?> type = classOf(schema);
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException none) {
            throw unmade(type, none);
        }
    }

    private Object array(List<?> datum, Schema schema, Type type) {
        Class<?> raw = Types.raw(type);
        if (raw.isArray()) {
            Type item = Types.component(type);
            Object array = Array.newInstance(Types.raw(item), datum.size());
            for (int i = 0; i < datum.size(); i++) {
                Array.set(array, i, value(datum.get(i), schema.getElementType(), item));
            }
            return array;
        } else if (Map.class.isAssignableFrom(raw)) {
            return entries(datum, schema.getElementType(), type);
        }
        Collection<@Nullable Object> items = Types.newCollection(raw);
        Type item = Types.argument(type, 0);
        datum.forEach(each -> add(items, value(each, schema.getElementType(), item)));
        return items;
    }

    /** A sorted set takes only what can be compared, others no null. */
    private static void add(Collection<@Nullable Object> items, @Nullable Object item) {
        try {
            items.add(item);
        } catch (ClassCastException | NullPointerException refused) {
            throw notTaken(items, item, refused);
        }
    }

    private static void put(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
        try {
            map.put(key, value);
        } catch (ClassCastException | NullPointerException refused) {
            throw notTaken(map, key, refused);
        }
    }

    private static AvroRuntimeException notTaken(Object container, @Nullable Object item, RuntimeException refused) {
        String what = item == null ? "null" : "object of " + item.getClass().getName();
        return new AvroRuntimeException(
                "a " + container.getClass().getName() + " takes no " + what + ": " + refused.getMessage(), refused);
    }

    private Object entries(List<?> datum, Schema entry, Type type) {
        Map<@Nullable Object, @Nullable Object> map = Types.newMap(Types.raw(type));
        Schema keys = entry.getFields().get(0).schema();
        Schema values = entry.getFields().get(1).schema();
        for (Object each : datum) {
            IndexedRecord pair = (IndexedRecord) each;
            put(
                    map,
                    value(pair.get(0), keys, Types.argument(type, 0)),
                    value(pair.get(1), values, Types.argument(type, 1)));
        }
        return map;
    }

    private Object map(Map<?, ?> datum, Schema schema, Type type) {
        Map<@Nullable Object, @Nullable Object> map = Types.newMap(Types.raw(type));
        Class<?> keys = Types.raw(Types.argument(type, 0));
        Type values = Types.argument(type, 1);
        datum.forEach((key, item) -> put(map, text(key.toString(), keys), value(item, schema.getValueType(), values)));
        return map;
    }

    /** A string, or an object of a class that is written as one and has a constructor for it. */
    private static Object text(String text, Class<?> raw) {
        if (raw.isAssignableFrom(String.class)) {
            return text;
        }
        try {
            return raw.getConstructor(String.class).newInstance(text);
        } catch (ReflectiveOperationException refused) {
            throw unmade(raw, refused.getCause() == null ? refused : refused.getCause());
        }
    }

    private static byte[] bytes(ByteBuffer datum) {
        byte[] bytes = new byte[datum.remaining()];
        datum.duplicate().get(bytes);
        return bytes;
    }

    private Object fixed(GenericFixed datum, Schema schema) {
        try {
            Object made = classOf(schema).getDeclaredConstructor().newInstance();
            byte[] into = ((GenericFixed) made).bytes();
            System.arraycopy(datum.bytes(), 0, into, 0, into.length);
            return made;
        } catch (ReflectiveOperationException refused) {
            throw unmade(classOf(schema), refused);
        }
    }

    private static Object small(Integer datum, Class<?> raw) {
        if (raw == byte.class || raw == Byte.class) {
            return datum.byteValue();
        } else if (raw == short.class || raw == Short.class) {
            return datum.shortValue();
        }
        return raw == char.class || raw == Character.class ? (Object) (char) datum.intValue() : datum;
    }
}
