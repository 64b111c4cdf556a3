package dev.signet.schema.settings;

import dev.signet.schema.Mode;
import java.util.Optional;

/** What is set on scopes at one moment, whoever holds it: a registry's snapshot, an export, a file. */
public interface SettingsView {
    /** The config that is set there; empty if none is. */
    Optional<ConfigSettings> config(Scope scope);

    /** The mode that is set there; empty if none is. */
    Optional<Mode> mode(Scope scope);
}
