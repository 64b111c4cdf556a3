package dev.signet.server.registry;

import java.util.Locale;
import java.util.Optional;

/** Which part of a resource's records a subject describes. */
public enum AssociationType {
    KEY,
    VALUE;

    /** The name that clients know. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name. */
    public static Optional<AssociationType> named(String written) {
        for (AssociationType type : values()) {
            if (type.written().equals(written)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
