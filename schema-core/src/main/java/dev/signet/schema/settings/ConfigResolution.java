package dev.signet.schema.settings;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the config and the mode that are in force: the subject's, else its context's, else the global one. */
public final class ConfigResolution {
    private final CompatibilityLevel defaultLevel;

    /** One for a registry whose level is this where none is set. */
    public ConfigResolution(CompatibilityLevel defaultLevel) {
        this.defaultLevel = defaultLevel;
    }

    /** The config in force; its level is always set. */
    public ConfigSettings config(SettingsView set, Scope scope) {
        for (Scope candidate : chain(scope)) {
            Optional<ConfigSettings> own = set.config(candidate);
            if (own.isPresent()) {
                // Only a subject takes single fields from elsewhere, and only from the root (contract 1.5).
                return candidate instanceof Scope.OfSubject
                        ? shown(own.get().inheritingFrom(set.config(Scope.ROOT).orElse(ConfigSettings.EMPTY)))
                        : shown(own.get());
            }
        }
        return shown(ConfigSettings.EMPTY);
    }

    public ConfigSettings config(SettingsView set, Subject subject) {
        return config(set, Scope.of(subject));
    }

    /** A config as clients see it: without a level of its own, it shows the default one. */
    public ConfigSettings shown(ConfigSettings config) {
        return config.compatibilityLevel().isPresent() ? config : config.withLevel(defaultLevel);
    }

    /** The mode in force. */
    public static Mode mode(SettingsView set, Scope scope) {
        return chain(scope).stream()
                .flatMap(candidate -> set.mode(candidate).stream())
                .findFirst()
                .orElse(Mode.READWRITE);
    }

    public static Mode mode(SettingsView set, Subject subject) {
        return mode(set, Scope.of(subject));
    }

    private static List<Scope> chain(Scope scope) {
        List<Scope> chain = new ArrayList<>(List.of(scope));
        if (scope instanceof Scope.OfSubject) {
            chain.add(Scope.of(new Subject(scope.context(), "")));
        }
        if (!scope.context().equals(Context.GLOBAL)) {
            chain.add(Scope.GLOBAL);
        }
        return chain;
    }
}
