package dev.signet.schema.format;

import java.util.Optional;

/**
 * A place inside a schema that can carry tags.
 *
 * @param kind what it is
 * @param path the full name of a record; for a field, that of its record, a dot and the field's name
 */
public record SchemaEntity(Kind kind, String path) {
    /** What can carry tags. */
    public enum Kind {
        RECORD("sr_record"),
        FIELD("sr_field");

        private final String written;

        Kind(String written) {
            this.written = written;
        }

        /** The name that clients know. */
        public String written() {
            return written;
        }

        /** The kind of that name. */
        public static Optional<Kind> named(String written) {
            for (Kind kind : values()) {
                if (kind.written.equals(written)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
