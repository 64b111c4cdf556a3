package dev.signet.server.registry;

import java.util.Locale;
import java.util.Optional;

/** How a subject lives with a resource. */
public enum Lifecycle {
    /** The resource owns the subject alone, and can take it along when it goes. */
    STRONG(true),
    /** The resource uses a subject that others may use, too. */
    WEAK(false);

    private final boolean frozenByDefault;

    Lifecycle(boolean frozenByDefault) {
        this.frozenByDefault = frozenByDefault;
    }

    /** Whether an association of this kind is frozen if nobody says. */
    public boolean frozenByDefault() {
        return frozenByDefault;
    }

    /** The lifecycle of that name, in any case. */
    public static Optional<Lifecycle> named(String written) {
        String upper = written.toUpperCase(Locale.ROOT);
        for (Lifecycle lifecycle : values()) {
            if (lifecycle.name().equals(upper)) {
                return Optional.of(lifecycle);
            }
        }
        return Optional.empty();
    }
}
