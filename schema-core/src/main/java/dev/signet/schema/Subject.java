package dev.signet.schema;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The name under which versions of a schema follow one another, inside a context. An empty name is legal and, as
 * {@code :.ctx:}, also denotes the context itself where config and mode are concerned.
 *
 * @param context the context that the subject lives in
 * @param name the name without the context's prefix
 */
public record Subject(Context context, String name) implements Comparable<Subject> {
    /** Longest name with its prefix, in UTF-16 units. */
    public static final int MAX_CHARS = 1_024;

    /** Longest name with its prefix, in UTF-8 bytes. */
    public static final int MAX_BYTES = 2_048;

    private static final Set<String> RESERVED = Set.of("__GLOBAL", "__EMPTY");

    /** Reads a name as clients write it: {@code name}, or {@code :.ctx:name}. Never fails; see {@link #isValid()}. */
    public static Subject parse(String qualified) {
        return parse(qualified, Context.DEFAULT);
    }

    /** As {@link #parse(String)}, but a name without a context belongs to {@code home}. */
    public static Subject parse(String qualified, Context home) {
        if (qualified.startsWith(":.")) {
            int end = qualified.indexOf(':', 1);
            if (end > 0) {
                return new Subject(new Context(qualified.substring(1, end)), qualified.substring(end + 1));
            }
        }
        return new Subject(home, qualified);
    }

    /** A subject in the default context. */
    public static Subject of(String name) {
        return new Subject(Context.DEFAULT, name);
    }

    /** The name as clients write it: with the context's prefix unless that is the default one. */
    public String qualified() {
        return context.prefix() + name;
    }

    /** Whether schemas may live under this name: no control characters, no lone surrogates, not reserved, not too long. */
    public boolean isValid() {
        return !RESERVED.contains(name) && !context.equals(Context.GLOBAL) && isWritable(qualified());
    }

    /** Whether the name can be stored at all, as subject or as scope of config and mode. */
    public static boolean isWritable(String qualified) {
        if (qualified.length() > MAX_CHARS || qualified.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return false;
        }
        return UnicodeText.isWellFormed(qualified) && qualified.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public int compareTo(Subject other) {
        return CodePoints.compare(qualified(), other.qualified());
    }

    @Override
    public String toString() {
        return qualified();
    }
}
