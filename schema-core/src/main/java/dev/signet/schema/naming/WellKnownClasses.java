package dev.signet.schema.naming;

import java.util.Optional;
import java.util.function.Function;

/**
 * Values that are class names of the usual serializers. They are understood by their simple names, alone or with those
 * libraries' package, and never loaded; a class of another package is the application's, whatever it is called.
 */
public final class WellKnownClasses {
    private static final String USUAL_PACKAGES = "io.confluent.kafka.";

    private WellKnownClasses() {}

    /** The simple name, if the name is bare or of a package of the usual libraries. */
    public static Optional<String> simpleName(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.startsWith(USUAL_PACKAGES) ? Optional.of(name.substring(dot + 1)) : Optional.empty();
    }

    /** What a value stands for, if it is one of the well-known names that the function understands. */
    public static <T> Optional<T> meaning(String name, Function<String, Optional<T>> bySimpleName) {
        return simpleName(name).flatMap(bySimpleName);
    }
}
