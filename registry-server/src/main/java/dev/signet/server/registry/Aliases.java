package dev.signet.server.registry;

import dev.signet.schema.Subject;

/** Finds the subject that stands behind another one; one step only, as clients know it. */
final class Aliases {
    private Aliases() {}

    /** The subject that a request is about, out of a snapshot that covers the one it names. */
    static Subject behind(Snapshot snapshot, Subject named) {
        return snapshot.config(Scope.of(named))
                .flatMap(ConfigSettings::alias)
                .filter(alias -> !alias.isEmpty())
                .map(alias -> Subject.parse(alias, named.context()))
                .orElse(named);
    }
}
