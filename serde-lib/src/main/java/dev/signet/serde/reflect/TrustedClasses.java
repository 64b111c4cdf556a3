package dev.signet.serde.reflect;

import dev.signet.serde.codec.UnreadableRecordException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The class that records are read as: one that the configuration names, or the one that the writer's schema names, which
 * is only looked for in packages that the configuration trusts. Looking runs none of its code.
 *
 * @param type the class of every record; if empty, the one that the writer's schema names
 * @param packages packages whose classes may be taken, and those below them
 * @param loader where classes are found
 */
public record TrustedClasses(Optional<Class<?>> type, List<String> packages, ClassLoader loader) {
    private static final String KEY = "signet.trusted.packages";

    public TrustedClasses {
        packages = List.copyOf(packages);
    }

    /** The class for data of a record schema. */
    Class<?> forData(Schema writer) {
        return type.orElseGet(() -> named(writer.getFullName()));
    }

    private Class<?> named(String name) {
        if (packages.stream().noneMatch(trusted -> name.startsWith(trusted + "."))) {
            throw new UnreadableRecordException("the writer's schema names the class " + name
                    + ", which is in no package that " + KEY + " names; add its package there, or name the class with"
                    + " specific.avro.value.type (for keys specific.avro.key.type)");
        }
        return outermostFirst(name)
                .orElseThrow(() -> new UnreadableRecordException("the writer's schema names the class " + name
                        + ", which is not on the class path; add it, name another one with specific.avro.value.type"
                        + " (for keys specific.avro.key.type), or read generic data with schema.reflection=false"));
    }

    /** Avro writes {@code Outer.Inner} where Java writes {@code Outer$Inner}. */
    private Optional<Class<?>> outermostFirst(String name) {
        String candidate = name;
        for (int dot = name.length(); dot > 0; dot = candidate.lastIndexOf('.')) {
            if (dot < name.length()) {
                candidate = candidate.substring(0, dot) + '$' + candidate.substring(dot + 1);
            }
            Optional<Class<?>> found = load(candidate);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }
}
