package dev.signet.serde.reflect;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.reflect.ReflectData;

/**
 * Avro's schemas of Java classes, and which class each named type comes from: no class is ever looked up by a name that
 * stands in a schema. Safe for concurrent use.
 */
final class JavaModel extends ReflectData {
    private final Nulls nulls;
    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectShape> shapes = new ConcurrentHashMap<>();

    JavaModel(Nulls nulls) {
        this.nulls = nulls;
        addLogicalTypeConversions(this);
    }

    /** The class that a record, enum or fixed was made of; empty if it was not made here. */
    Optional<Class<?>> classOf(Schema schema) {
        return Optional.ofNullable(classes.get(schema.getFullName()));
    }

    /** The fields of a class. */
    ObjectShape shapeOf(Class<?> type) {
        return shapes.computeIfAbsent(type, ObjectShape::new);
    }

    @Override
    protected Schema createSchema(Type type, Map<String, Schema> names) {
        Schema schema = super.createSchema(type, names);
        if (type instanceof Class<?> of && isNamed(schema)) {
            classes.put(schema.getFullName(), of);
        }
        return schema;
    }

    private static boolean isNamed(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
    }

    @Override
    protected Schema createFieldSchema(Field field, Map<String, Schema> names) {
        Schema schema = super.createFieldSchema(field, names);
        return nulls == Nulls.ALLOWED && !field.getType().isPrimitive() ? makeNullable(schema) : schema;
    }
}
