package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a snapshot becomes by changes that are decided and not written yet, so that the next decision of a change set
 * sees what it would see after them. Knows the changes that registrations and config changes make. Confined to one
 * thread.
 */
final class Ledger {
    private final Footprint footprint;
    private final Snapshot before;
    private final Map<Scope, ConfigSettings> configs;
    private final Map<Scope, Mode> modes;
    private final Set<Context> listed;
    private final Map<Subject, SubjectState> subjects;
    private final Map<ContentName, ContentState> contents;
    private final Map<ContextId, SchemaGuid> bindings;
    private final Map<ContextId, SchemaGuid> guids = new HashMap<>();
    private final Set<Subject> owned = new HashSet<>();

    Ledger(MarkedFootprint seen) {
        this.footprint = seen.footprint();
        this.before = seen.snapshot();
        this.configs = new HashMap<>(before.configs());
        this.modes = new HashMap<>(before.modes());
        this.listed = new HashSet<>(before.listed());
        this.subjects = new HashMap<>(before.subjects());
        this.contents = new HashMap<>(before.contents());
        this.bindings = new HashMap<>(before.bindings());
        contents.forEach((name, content) ->
                content.ids().forEach(id -> guids.put(new ContextId(name.context(), id), name.guid())));
        before.targets().forEach((target, row) -> {
            if (row.owned()) {
                owned.add(target.subject());
            }
        });
    }

    /** Whether what a decision looks at was looked at, contents aside. */
    boolean covers(Footprint wanted) {
        return footprint.subjects().containsAll(wanted.subjects())
                && wanted.targets().stream().allMatch(this::covers);
    }

    /** Whether the contents were looked at, too. */
    boolean coversContents(Footprint wanted) {
        return footprint.contents().containsAll(wanted.contents());
    }

    private boolean covers(Target target) {
        return footprint.subjects().contains(target.subject())
                || footprint.targets().contains(target)
                || latestIs(target);
    }

    /** As much as a decision looks at; contents that nobody looked at are taken to be absent. */
    Snapshot view(Footprint wanted) {
        Map<Target, TargetRow> targets = new HashMap<>();
        wanted.targets().forEach(target -> target(target).ifPresent(row -> targets.put(target, row)));
        Set<Scope> scopes = wanted.allScopes();
        Set<Context> shown = new HashSet<>(wanted.contexts());
        shown.retainAll(listed);
        return new Snapshot(
                before.now(),
                part(configs, scopes),
                part(modes, scopes),
                shown,
                part(subjects, wanted.subjects()),
                targets,
                part(contents, wanted.contents()),
                part(bindings, wanted.ids()),
                List.of(),
                Map.of(),
                List.of());
    }

    private static <K, V> Map<K, V> part(Map<K, V> all, Set<K> keys) {
        Map<K, V> part = new HashMap<>();
        for (K key : keys) {
            V value = all.get(key);
            if (value != null) {
                part.put(key, value);
            }
        }
        return part;
    }

    private Optional<TargetRow> target(Target target) {
        if (footprint.subjects().contains(target.subject())) {
            SubjectState state = subjects.getOrDefault(target.subject(), SubjectState.unknown(target.subject()));
            Optional<VersionRow> row = target.isPinned()
                    ? state.versions().stream()
                            .filter(version -> version.version().number() == target.version())
                            .findFirst()
                    : state.latest(Deleted.EXCLUDED);
            return row.map(found ->
                    new TargetRow(found.version(), found.id(), found.deleted(), owned.contains(target.subject())));
        }
        return before.target(target).or(() -> before.target(latestOf(target)).filter(row -> latestIs(target)));
    }

    private boolean latestIs(Target target) {
        return before.target(latestOf(target))
                .filter(row -> row.version().number() == target.version())
                .isPresent();
    }

    /** The highest live version of what a reference points at. */
    static Target latestOf(Target target) {
        return new Target(target.subject(), SchemaReference.LATEST);
    }

    /** Whether a reference pointed at something live before the change set. */
    boolean stood(Target target) {
        if (!footprint.subjects().contains(target.subject())) {
            return true;
        }
        return before.subject(target.subject()).versions().stream()
                .anyMatch(row -> row.version().number() == target.version() && !row.deleted());
    }

    SubjectState subject(Subject subject) {
        return subjects.getOrDefault(subject, SubjectState.unknown(subject));
    }

    void apply(Change change) {
        if (change instanceof Change.PutConfig put) {
            configs.put(put.scope(), put.config());
        } else if (change instanceof Change.ShowContext show) {
            listed.add(show.context());
        } else if (change instanceof Change.StoreContent store) {
            store(store);
        } else if (change instanceof Change.BindId bind) {
            bind(bind);
        } else if (change instanceof Change.PutVersion put) {
            put(put);
        } else if (change instanceof Change.RemoveVersions remove) {
            remove(remove);
        } else {
            throw new IllegalStateException("a change set does not make " + change);
        }
    }

    private void store(Change.StoreContent change) {
        ContentName name = new ContentName(change.context(), change.schema().guid());
        ContentState known = contents.get(name);
        List<SchemaId> ids = known == null ? List.of() : known.ids();
        contents.put(name, new ContentState(change.schema().identity().sha256(), true, ids));
    }

    private void bind(Change.BindId change) {
        ContextId id = new ContextId(change.context(), change.id());
        bindings.put(id, change.guid());
        guids.put(id, change.guid());
        contents.computeIfPresent(new ContentName(change.context(), change.guid()), (name, content) -> {
            List<SchemaId> ids = new ArrayList<>(content.ids());
            ids.add(change.id());
            ids.sort(null);
            return new ContentState(content.sha256(), content.hasText(), ids);
        });
    }

    private void put(Change.PutVersion change) {
        SubjectState state = subject(change.subject());
        ContextId id = new ContextId(change.subject().context(), change.id());
        List<VersionRow> rows = new ArrayList<>(state.versions());
        rows.add(new VersionRow(
                change.version(),
                change.id(),
                Objects.requireNonNull(guids.get(id)),
                before.now(),
                false,
                Referrers.NONE));
        subjects.put(
                change.subject(),
                new SubjectState(
                        change.subject(),
                        Math.max(state.lastVersion(), change.version().number()),
                        rows));
    }

    private void remove(Change.RemoveVersions change) {
        SubjectState state = subject(change.subject());
        subjects.put(
                change.subject(),
                new SubjectState(
                        change.subject(),
                        state.lastVersion(),
                        state.versions().stream()
                                .filter(row -> !change.versions().contains(row.version()))
                                .toList()));
    }
}
