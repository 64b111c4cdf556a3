package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Collects what several decisions look at. Confined to one thread. */
final class FootprintUnion {
    private final Set<Scope> scopes = new HashSet<>();
    private final Set<Context> changedContexts = new HashSet<>();
    private final Set<Subject> subjects = new HashSet<>();
    private final Set<Target> targets = new HashSet<>();
    private final Set<ContentName> contents = new HashSet<>();
    private final Set<ContextId> ids = new HashSet<>();

    void add(Footprint part) {
        scopes.addAll(part.scopes());
        changedContexts.addAll(part.changedContexts());
        subjects.addAll(part.subjects());
        // The latest version tells whether somebody owns a subject, also for versions that are yet to come.
        part.targets().forEach(target -> {
            targets.add(target);
            targets.add(Ledger.latestOf(target));
        });
        contents.addAll(part.contents());
        ids.addAll(part.ids());
    }

    /** All of it; without texts, and nothing is removed. */
    Footprint footprint() {
        return new Footprint(
                scopes,
                changedContexts,
                subjects,
                targets,
                contents,
                ids,
                Optional.empty(),
                Footprint.Removal.NONE,
                Set.of());
    }
}
