package dev.signet.schema;

/**
 * A name space of subjects and of schema ids. Names start with a dot and hold no colon; {@link #DEFAULT} is written
 * without a prefix.
 *
 * @param name the name with its leading dot
 */
public record Context(String name) implements Comparable<Context> {
    /** The context of every subject that names none. */
    public static final Context DEFAULT = new Context(".");

    /** The pseudo-context whose config and mode apply to every context; it holds no subjects. */
    public static final Context GLOBAL = new Context(".__GLOBAL");

    public Context {
        if (!name.startsWith(".") || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a context name starts with '.' and holds no ':', got '" + name + "'");
        }
    }

    /** The context of a path segment: {@code c1}, {@code .c1} and {@code :.c1:} all name {@code .c1}. */
    public static Context named(String written) {
        String bare = written;
        if (bare.length() > 1 && bare.startsWith(":") && bare.endsWith(":")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        return new Context(bare.startsWith(".") ? bare : "." + bare);
    }

    public boolean isDefault() {
        return equals(DEFAULT);
    }

    /** What stands before the subject's own name: empty for the default context, {@code :.ctx:} for any other. */
    public String prefix() {
        return isDefault() ? "" : ":" + name + ":";
    }

    @Override
    public int compareTo(Context other) {
        return CodePoints.compare(name, other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
