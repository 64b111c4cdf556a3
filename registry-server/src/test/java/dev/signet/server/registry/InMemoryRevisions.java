package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How often the subjects and contexts of {@link InMemorySchemaStore} were written to, and the marks that follow. */
final class InMemoryRevisions {
    private final Map<Subject, Integer> subjects = new HashMap<>();
    private final Map<Context, Integer> contexts = new HashMap<>();

    void advance(Change change) {
        if (change instanceof Change.PutVersion put) {
            advance(put.subject());
        } else if (change instanceof Change.HideVersions hide) {
            advance(hide.subject());
        } else if (change instanceof Change.RestoreVersions restore) {
            advance(restore.subject());
        } else if (change instanceof Change.RemoveVersions remove) {
            advance(remove.subject());
        } else if (change instanceof Change.ResetSubject reset) {
            advance(reset.subject());
        } else if (change instanceof Change.PutConfig put) {
            advance(put.scope());
        } else if (change instanceof Change.DropConfig drop) {
            advance(drop.scope());
        } else if (change instanceof Change.PutMode put) {
            advance(put.scope());
        } else if (change instanceof Change.DropMode drop) {
            advance(drop.scope());
        } else {
            advanceContexts(change);
        }
    }

    private void advanceContexts(Change change) {
        if (change instanceof Change.ShowContext show) {
            contexts.merge(show.context(), 1, Integer::sum);
        } else if (change instanceof Change.HideContext hide) {
            contexts.merge(hide.context(), 1, Integer::sum);
        } else if (change instanceof Change.DropModesBelow drop) {
            contexts.merge(drop.context(), 1, Integer::sum);
            subjects.replaceAll((subject, revision) -> revision + 1);
        }
    }

    private void advance(Scope scope) {
        if (scope instanceof Scope.OfSubject of) {
            advance(of.subject());
        } else {
            contexts.merge(scope.context(), 1, Integer::sum);
        }
    }

    private void advance(Subject subject) {
        subjects.merge(subject, 1, Integer::sum);
    }

    FootprintMark mark(Footprint footprint, Snapshot shown) {
        Set<Subject> concerned = new HashSet<>(footprint.subjects());
        Set<String> history = new TreeSet<>();
        shown.targets().forEach((target, row) -> history.add("target " + target.subject() + " owned " + row.owned()));
        footprint.targets().forEach(target -> concerned.add(target.subject()));
        concerned.forEach(subject -> history.add("subject " + subject + " " + subjects.getOrDefault(subject, 0)));
        footprint
                .contexts()
                .forEach(context -> history.add("context " + context + " " + contexts.getOrDefault(context, 0)));
        Set<String> contents = new TreeSet<>();
        shown.contents().forEach((name, state) -> contents.add(name + " " + state.hasText() + " " + state.ids()));
        shown.bindings().forEach((id, guid) -> contents.add(id + " " + guid));
        return new FootprintMark(String.join("\n", history), String.join("\n", List.copyOf(contents)));
    }
}
