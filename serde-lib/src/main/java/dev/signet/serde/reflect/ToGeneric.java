package dev.signet.serde.reflect;

import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.serde.codec.UnwritableRecordException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Objects as generic data of the schema that their class has. Safe for concurrent use. */
final class ToGeneric {
    private final JavaModel model;

    ToGeneric(JavaModel model) {
        this.model = model;
    }

    /** A datum that is no part of another. */
    @Nullable
    Object value(@Nullable Object given, Schema schema) {
        return value(given, schema, 0);
    }

    /** A datum in so many records, arrays and maps. */
    private @Nullable Object value(@Nullable Object given, Schema schema, int depth) {
        Object value = given instanceof Optional<?> optional ? optional.orElse(null) : given;
        if (value == null || value instanceof GenericContainer) {
            return value;
        } else if (schema.getType() == Schema.Type.UNION) {
            return value(value, branch(small(value), schema), depth);
        }
        LogicalType logical = schema.getLogicalType();
        Conversion<?> conversion = logical == null ? null : model.getConversionByClass(value.getClass(), logical);
        return conversion == null ? plain(value, schema, depth) : raw(value, schema, logical, conversion);
    }

    private Schema branch(Object value, Schema union) {
        try {
            return union.getTypes().get(model.resolveUnion(union, value));
        } catch (AvroRuntimeException none) {
            throw new UnwritableRecordException(
                    "a " + value.getClass().getName() + " is none of the types of the union " + union, none);
        }
    }

    private static @Nullable Object raw(Object value, Schema schema, LogicalType logical, Conversion<?> conversion) {
        return Conversions.convertToRawType(value, schema, logical, conversion);
    }

    private Object plain(Object value, Schema schema, int depth) {
        return switch (schema.getType()) {
            case RECORD -> record(value, schema, inside(schema, depth));
            case ARRAY -> array(value, schema, inside(schema, depth));
            case MAP -> map((Map<?, ?>) value, schema, inside(schema, depth));
            case ENUM -> new GenericData.EnumSymbol(schema, value instanceof Enum<?> symbol ? symbol.name() : value);
            case STRING -> value.toString();
            case BYTES -> value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
            default -> small(value);
        };
    }

    /** One more record, array or map; as the codec counts them, which cannot be asked before the generic data are made. */
    private static int inside(Schema schema, int depth) {
        if (depth == WriterPlan.MAX_DEPTH) {
            throw UnwritableRecordException.tooDeep(schema);
        }
        return depth + 1;
    }

    /** What is smaller than an int in Java is an int in Avro. */
    private static Object small(Object value) {
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        return value instanceof Character letter ? (Object) (int) letter : value;
    }

    private GenericData.Record record(Object value, Schema schema, int depth) {
        ObjectShape shape = model.shapeOf(value.getClass());
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Object part = shape.get(value, field.name());
            record.put(field.pos(), value(part, field.schema(), depth));
        }
        return record;
    }

    private Object array(Object value, Schema schema, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            Schema entry = schema.getElementType();
            map.forEach((key, item) -> items.add(entry(key, item, entry, inside(entry, depth))));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(item -> items.add(value(item, schema.getElementType(), depth)));
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(value(Array.get(value, i), schema.getElementType(), depth));
            }
        }
        return new GenericData.Array<>(schema, items);
    }

    /** A map whose keys are no strings is an array of pairs. */
    private GenericData.Record entry(@Nullable Object key, @Nullable Object item, Schema schema, int depth) {
        GenericData.Record entry = new GenericData.Record(schema);
        entry.put(0, value(key, schema.getFields().get(0).schema(), depth));
        entry.put(1, value(item, schema.getFields().get(1).schema(), depth));
        return entry;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> value, Schema schema, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        value.forEach((key, item) -> map.put(String.valueOf(key), value(item, schema.getValueType(), depth)));
        return map;
    }
}
