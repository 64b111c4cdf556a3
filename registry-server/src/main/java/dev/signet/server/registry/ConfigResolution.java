package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the config and the mode that are in force: the subject's, else its context's, else the global one. */
final class ConfigResolution {
    private final CompatibilityLevel defaultLevel;

    ConfigResolution(CompatibilityLevel defaultLevel) {
        this.defaultLevel = defaultLevel;
    }

    /** The config in force; its level is always set. */
    ConfigSettings config(Snapshot snapshot, Scope scope) {
        for (Scope candidate : chain(scope)) {
            Optional<ConfigSettings> own = snapshot.config(candidate);
            if (own.isPresent()) {
                // Only a subject takes single fields from elsewhere, and only from the root (contract 1.5).
                return candidate instanceof Scope.OfSubject
                        ? shown(own.get()
                                .inheritingFrom(snapshot.config(Scope.ROOT).orElse(ConfigSettings.EMPTY)))
                        : shown(own.get());
            }
        }
        return shown(ConfigSettings.EMPTY);
    }

    ConfigSettings config(Snapshot snapshot, Subject subject) {
        return config(snapshot, Scope.of(subject));
    }

    /** A config as clients see it: without a level of its own, it shows the default one. */
    ConfigSettings shown(ConfigSettings config) {
        return config.compatibilityLevel().isPresent() ? config : config.withLevel(defaultLevel);
    }

    static Mode mode(Snapshot snapshot, Scope scope) {
        return chain(scope).stream()
                .flatMap(candidate -> snapshot.mode(candidate).stream())
                .findFirst()
                .orElse(Mode.READWRITE);
    }

    static Mode mode(Snapshot snapshot, Subject subject) {
        return mode(snapshot, Scope.of(subject));
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
