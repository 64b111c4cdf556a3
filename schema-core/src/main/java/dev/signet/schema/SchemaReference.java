package dev.signet.schema;

/**
 * A type that a schema takes from another subject's version.
 *
 * @param name the type's full name as the referring text writes it
 * @param subject the subject as written; without a prefix it belongs to the referrer's context
 * @param version 1 or more, or {@link #LATEST} until registration pins it
 */
public record SchemaReference(String name, String subject, int version) {
    /** Stands for the latest version; replaced by its number before a schema is stored. */
    public static final int LATEST = -1;

    /** The same reference, bound to a version. */
    public SchemaReference pinnedTo(Version pinned) {
        return new SchemaReference(name, subject, pinned.number());
    }

    @Override
    public String toString() {
        return "{name='" + name + "', subject='" + subject + "', version=" + version + "}";
    }
}
