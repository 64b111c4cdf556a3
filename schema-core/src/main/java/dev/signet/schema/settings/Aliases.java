package dev.signet.schema.settings;

import dev.signet.schema.Subject;

/** Finds the subject that stands behind another one; one step only, as clients know it. */
public final class Aliases {
    private Aliases() {}

    /** The subject that a request is about, by settings that cover the one it names. */
    public static Subject behind(SettingsView set, Subject named) {
        return set.config(Scope.of(named))
                .flatMap(ConfigSettings::alias)
                .filter(alias -> !alias.isEmpty())
                .map(alias -> Subject.parse(alias, named.context()))
                .orElse(named);
    }
}
