package dev.signet.serde.reflect;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.reflect.AvroEncode;
import org.apache.avro.reflect.AvroIgnore;
import org.apache.avro.reflect.AvroName;
import org.jspecify.annotations.Nullable;

/** The fields of a class by their Avro names, and how its objects are made. Immutable. */
final class ObjectShape {
    private final Class<?> type;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** Fields that a module keeps to itself: no harm unless the schema has them. */
    private final Map<String, Field> closed = new LinkedHashMap<>();

    ObjectShape(Class<?> type) {
        this.type = type;
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                        && !field.isAnnotationPresent(AvroIgnore.class)) {
                    (isOpen(field) ? fields : closed).putIfAbsent(name(field), field);
                }
            }
        }
    }

    private static String name(Field field) {
        AvroName given = field.getAnnotation(AvroName.class);
        return given == null ? field.getName() : given.value();
    }

    private static boolean isOpen(Field field) {
        if (field.isAnnotationPresent(AvroEncode.class) || field.getType().isAnnotationPresent(AvroEncode.class)) {
            throw new AvroRuntimeException("the field " + field + " has a custom encoding (@AvroEncode), which is not"
                    + " supported; use a logical type, @Stringable, or a type that Avro knows");
        }
        return field.trySetAccessible();
    }

    /** The value of a field. */
    @Nullable
    Object get(Object object, String name) {
        try {
            return field(name).get(object);
        } catch (IllegalAccessException impossible) {
            throw new AvroRuntimeException("cannot read " + name + " of " + type.getName(), impossible);
        }
    }

    /** The type that a field is declared with. */
    Type typeOf(String name) {
        return field(name).getGenericType();
    }

    private Field field(String name) {
        Field field = fields.get(name);
        if (field == null && closed.containsKey(name)) {
            throw refusedByModule("the field " + closed.get(name), ", or annotate the field with @AvroIgnore");
        } else if (field == null) {
            throw new AvroRuntimeException("the class " + type.getName() + " has no field " + name);
        }
        return field;
    }

    /**
     * A new object.
     *
     * @param values the values of fields by their Avro names; other fields keep what they have without
     */
    Object make(Map<String, @Nullable Object> values) throws ReflectiveOperationException {
        return type.isRecord() ? byComponents(values) : byFields(values);
    }

    private Object byComponents(Map<String, @Nullable Object> values) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = name(type.getDeclaredField(components[i].getName()));
            Object value = values.get(name);
            arguments[i] = value == null ? zero(components[i].getType()) : value;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        open(canonical);
        return canonical.newInstance(arguments);
    }

    private Object byFields(Map<String, @Nullable Object> values) throws ReflectiveOperationException {
        Constructor<?> plain = type.getDeclaredConstructor();
        open(plain);
        Object made = plain.newInstance();
        for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
            Field field = field(entry.getKey());
            Object value = entry.getValue();
            field.set(made, value == null ? zero(field.getType()) : value);
        }
        return made;
    }

    private static void open(Constructor<?> constructor) {
        if (!constructor.trySetAccessible()) {
            throw refusedByModule("the constructor " + constructor, "");
        }
    }

    private static AvroRuntimeException refusedByModule(String what, String otherwise) {
        return new AvroRuntimeException(what + " is closed to reflection by its module; open the package (--add-opens"
                + " module/package=ALL-UNNAMED, or 'opens' in its module-info.java)" + otherwise);
    }

    /** What stands for nothing: Java's zero of a primitive type, else null. */
    private static @Nullable Object zero(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
