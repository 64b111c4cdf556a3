package dev.signet.serde.reflect;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** What Java's declarations say, and collections for them. Pure. */
final class Types {
    private Types() {}

    /** The class of a declared type. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        } else if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        } else if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        } else if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
    }

    /** A type argument; {@code Object} where none is declared. */
    static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized && parameterized.getActualTypeArguments().length > index
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    /** The type of an array's items. */
    static Type component(Type array) {
        return array instanceof GenericArrayType generic
                ? generic.getGenericComponentType()
                : raw(array).getComponentType();
    }

    /** An empty collection that fits a place of that class. */
    static Collection<@Nullable Object> newCollection(Class<?> raw) {
        return raw == SortedSet.class
                ? new TreeSet<>()
                : Stream.<Collection<@Nullable Object>>of(new ArrayList<>(), new HashSet<>(), new ArrayDeque<>())
                        .filter(raw::isInstance)
                        .findFirst()
                        .orElseGet(() -> Types.<Collection<@Nullable Object>>made(raw));
    }

    /** An empty map that fits a place of that class. */
    static Map<@Nullable Object, @Nullable Object> newMap(Class<?> raw) {
        if (raw == SortedMap.class) {
            return new TreeMap<>();
        }
        return raw.isAssignableFrom(LinkedHashMap.class)
                ? new LinkedHashMap<>()
                : Types.<Map<@Nullable Object, @Nullable Object>>made(raw);
    }

    @SuppressWarnings("unchecked") // the caller's place says what it is
    private static <T> T made(Class<?> raw) {
        try {
            return (T) raw.getConstructor().newInstance();
        } catch (ReflectiveOperationException refused) {
            throw new AvroRuntimeException("no " + raw.getName() + " can be made: " + refused, refused);
        }
    }
}
