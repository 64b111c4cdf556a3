package dev.signet.broker.append;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.stream.Collectors;

/**
 * Finds methods of Kafka's that are called through handles, because types of theirs lie in different packages from one
 * release to the next. A method that is not exactly as expected is said when it is looked for.
 */
final class KafkaMethods {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private KafkaMethods() {}

    /** A class by its name, not initialized. */
    static Class<?> type(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError absent) {
            throw WeavingException.unfit("the class path has no class " + name, absent);
        }
    }

    /** A public method of a class's instances. */
    static MethodHandle ofInstances(Class<?> owner, String name, MethodType type) {
        try {
            return LOOKUP.findVirtual(owner, name, type);
        } catch (ReflectiveOperationException | LinkageError absent) {
            throw WeavingException.unfit(missing(owner, name, type), absent);
        }
    }

    /** A public method of the class itself. */
    static MethodHandle ofClass(Class<?> owner, String name, MethodType type) {
        try {
            return LOOKUP.findStatic(owner, name, type);
        } catch (ReflectiveOperationException | LinkageError absent) {
            throw WeavingException.unfit(missing(owner, name, type), absent);
        }
    }

    private static String missing(Class<?> owner, String name, MethodType type) {
        String parameters = type.parameterList().stream().map(Class::getName).collect(Collectors.joining(", "));
        return owner.getName() + " has no public method " + type.returnType().getName() + " " + name + "(" + parameters
                + ")";
    }

    /** What a handle has thrown, for the caller to throw on: the methods called declare nothing that is checked. */
    static RuntimeException thrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
