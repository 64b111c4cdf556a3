package dev.signet.schema;

import java.util.Locale;
import java.util.Optional;

/** What may be written in a scope. */
public enum Mode {
    READWRITE(true, false),
    READONLY(false, false),
    /** Deprecated by the protocol; behaves as {@link #READONLY}. */
    READONLY_OVERRIDE(false, false),
    /** Registrations bring their own ids and are not checked. */
    IMPORT(false, true),
    /** Like {@link #IMPORT}, for the whole registry only. */
    FORWARD(false, true);

    private final boolean registers;
    private final boolean imports;

    Mode(boolean registers, boolean imports) {
        this.registers = registers;
        this.imports = imports;
    }

    /** Whether a schema without an id may be registered. */
    public boolean registers() {
        return registers;
    }

    /** Whether a schema with an id may be registered. */
    public boolean imports() {
        return imports;
    }

    /** Whether nothing at all may be written. */
    public boolean isReadOnly() {
        return !registers && !imports;
    }

    /** The mode of that name in any case; empty if there is none. */
    public static Optional<Mode> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Mode mode : values()) {
            if (mode.name().equals(upper)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
