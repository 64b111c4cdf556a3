package dev.signet.serde.codec.compiled;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The getters and setters of a generated class. How its generator named them is not written down anywhere, so each is
 * tried: one that does not do exactly what {@code get} and {@code put} do is left alone.
 */
final class RecordClass {
    private final Class<?> type;
    private final SpecificRecordBase probe;

    private RecordClass(Class<?> type, SpecificRecordBase probe) {
        this.type = type;
        this.probe = probe;
    }

    /** Of a class that generated code can name and make objects of; empty if it cannot. */
    static Optional<RecordClass> of(Class<?> type) {
        if (!isMadeOfNothing(type) || !SpecificRecordBase.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        try {
            Object created = type.getConstructor().newInstance();
            return Optional.of(new RecordClass(type, (SpecificRecordBase) created));
        } catch (ReflectiveOperationException none) {
            return Optional.empty();
        }
    }

    /** Whether code of this package can name the class: the same class by name, public, and exported. */
    static boolean isVisible(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, RecordClass.class.getClassLoader()) == type
                    && isPublic(type)
                    && type.getModule().isExported(type.getPackageName(), RecordClass.class.getModule());
        } catch (ClassNotFoundException | LinkageError notThere) {
            return false;
        }
    }

    /** Whether code of this package can make objects of the class, without arguments. */
    static boolean isMadeOfNothing(Class<?> type) {
        return isVisible(type)
                && Arrays.stream(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    Class<?> type() {
        return type;
    }

    Schema schema() {
        return probe.getSchema();
    }

    /** The method that returns what {@code get} of the position does. */
    Optional<Method> getter(int position) {
        return only(position, "get", 0)
                .filter(method -> samples(position, method.getReturnType()).stream()
                        .allMatch(sample -> isGot(method, position, sample)));
    }

    /** The method that does what {@code put} at the position does. */
    Optional<Method> setter(int position) {
        return only(position, "set", 1)
                .filter(method -> method.getReturnType() == void.class)
                .filter(method -> samples(position, method.getParameterTypes()[0]).stream()
                        .allMatch(sample -> isSet(method, position, sample)));
    }

    private Optional<Method> only(int position, String verb, int parameters) {
        String wanted = plain(verb + schema().getFields().get(position).name());
        List<Method> found = Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> method.getParameterCount() == parameters)
                .filter(method -> plain(method.getName()).equals(wanted))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("$", "").toLowerCase(Locale.ROOT);
    }

    private boolean isGot(Method getter, int position, Object sample) {
        try {
            probe.put(position, sample);
            return isSame(getter.invoke(probe), sample);
        } catch (ReflectiveOperationException | RuntimeException notSo) {
            // The class may have been changed by hand, and may throw what it likes.
            return false;
        }
    }

    private boolean isSet(Method setter, int position, Object sample) {
        try {
            setter.invoke(probe, sample);
            return isSame(probe.get(position), sample);
        } catch (ReflectiveOperationException | RuntimeException notSo) {
            // The class may have been changed by hand, and may throw what it likes.
            return false;
        }
    }

    @SuppressWarnings("ReferenceEquality") // two empty lists are equal and not the same
    private static boolean isSame(@Nullable Object found, Object sample) {
        return found == sample || (sample instanceof Number || sample instanceof Boolean) && sample.equals(found);
    }

    /** Two different values that a field of the type can have; none if the type is not known here. */
    private List<Object> samples(int position, Class<?> of) {
        List<Object> samples = new ArrayList<>();
        if (of == int.class || of == Integer.class) {
            samples.addAll(List.of(1_000 + position, -1_000 - position));
        } else if (of == long.class || of == Long.class) {
            samples.addAll(List.of(1_000L + position, -1_000L - position));
        } else if (of == float.class || of == Float.class) {
            samples.addAll(List.of(0.5f + position, -0.5f - position));
        } else if (of == double.class || of == Double.class) {
            samples.addAll(List.of(0.5 + position, -0.5 - position));
        } else if (of == boolean.class || of == Boolean.class) {
            samples.addAll(List.of(true, false));
        } else if (of == String.class || of == CharSequence.class) {
            samples.addAll(List.of("a" + position, "b" + position));
        } else if (of == ByteBuffer.class) {
            samples.addAll(List.of(ByteBuffer.allocate(1), ByteBuffer.allocate(1)));
        } else if (of == List.class) {
            samples.addAll(List.of(new ArrayList<>(), new ArrayList<>()));
        } else if (of == Map.class) {
            samples.addAll(List.of(new HashMap<>(), new HashMap<>()));
        } else if (of.isEnum()) {
            samples.addAll(Arrays.asList(Objects.requireNonNull(of.getEnumConstants())));
        } else {
            samples.addAll(objects(of));
        }
        return samples.isEmpty() ? List.of(new Object()) : samples;
    }

    private static List<Object> objects(Class<?> of) {
        try {
            return SpecificRecordBase.class.isAssignableFrom(of) || SpecificFixed.class.isAssignableFrom(of)
                    ? List.of(
                            of.getConstructor().newInstance(),
                            of.getConstructor().newInstance())
                    : List.of();
        } catch (ReflectiveOperationException none) {
            return List.of();
        }
    }
}
