package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@link InMemorySchemaStore} holds, and what changes do to it; refuses what a database's constraints would. */
final class InMemoryTables {
    /** An imported id above this does not move the counter: less than a tenth of all ids would be left. */
    private static final int HIGHEST_TO_FOLLOW = Integer.MAX_VALUE - Integer.MAX_VALUE / 10;

    final Set<Context> listed = new HashSet<>(Set.of(Context.DEFAULT));
    final Map<Scope, ConfigSettings> configs = new HashMap<>();
    final Map<Scope, Mode> modes = new HashMap<>();
    final Map<Subject, Integer> lastVersions = new HashMap<>();
    final SortedMap<Subject, TreeMap<Integer, VersionEntry>> versions = new TreeMap<>();
    final Map<ContentName, Content> contents = new HashMap<>();
    final Map<ContextId, SchemaGuid> ids = new HashMap<>();
    final Map<Context, Long> nextIds = new HashMap<>();
    final InMemoryAssociations associations = new InMemoryAssociations();
    final List<AuditEntry> audit = new ArrayList<>();

    record VersionEntry(SchemaId id, Instant createdAt, boolean deleted, Caller caller) {
        VersionEntry with(boolean nowDeleted) {
            return new VersionEntry(id, createdAt, nowDeleted, caller);
        }
    }

    record Content(byte[] sha256, Optional<SchemaText> schema, List<Target> targets) {}

    Map<Integer, VersionEntry> versionsOf(Subject subject) {
        return versions.getOrDefault(subject, new TreeMap<>());
    }

    SchemaGuid guid(ContextId id) {
        return Objects.requireNonNull(ids.get(id));
    }

    Content content(ContentName name) {
        return Objects.requireNonNull(contents.get(name));
    }

    List<SchemaId> idsOf(ContentName name) {
        List<SchemaId> found = new ArrayList<>();
        ids.forEach((id, guid) -> {
            if (id.context().equals(name.context()) && guid.equals(name.guid())) {
                found.add(id.id());
            }
        });
        Collections.sort(found);
        return found;
    }

    Population population(Context context) {
        boolean everywhere = context.equals(Context.GLOBAL);
        boolean live = false;
        boolean any = false;
        for (Map.Entry<Subject, ? extends Map<Integer, VersionEntry>> entry : versions.entrySet()) {
            if (everywhere || entry.getKey().context().equals(context)) {
                any |= !entry.getValue().isEmpty();
                live |= entry.getValue().values().stream().anyMatch(row -> !row.deleted());
            }
        }
        return new Population(listed.contains(context), live, any);
    }

    void apply(Caller caller, Change change) {
        if (change instanceof Change.ShowContext show) {
            listed.add(show.context());
        } else if (change instanceof Change.HideContext hide) {
            listed.remove(hide.context());
            configs.keySet().removeIf(scope -> scope.context().equals(hide.context()));
            modes.keySet().removeIf(scope -> scope.context().equals(hide.context()));
        } else if (change instanceof Change.StoreContent store) {
            store(store);
        } else if (change instanceof Change.BindId bind) {
            bind(bind);
        } else if (change instanceof Change.PutVersion put) {
            put(caller, put);
        } else if (change instanceof Change.HideVersions hide) {
            mark(hide.subject(), hide.versions(), true);
        } else if (change instanceof Change.RestoreVersions restore) {
            mark(restore.subject(), restore.versions(), false);
        } else if (change instanceof Change.RemoveVersions remove) {
            remove(remove);
        } else if (change instanceof Change.ResetSubject reset) {
            lastVersions.put(reset.subject(), 0);
            configs.remove(Scope.of(reset.subject()));
            modes.remove(Scope.of(reset.subject()));
        } else {
            applyToScope(change);
        }
    }

    private void applyToScope(Change change) {
        if (change instanceof Change.PutConfig put) {
            configs.put(put.scope(), put.config());
        } else if (change instanceof Change.DropConfig drop) {
            configs.remove(drop.scope());
        } else if (change instanceof Change.PutMode put) {
            modes.put(put.scope(), put.mode());
        } else if (change instanceof Change.DropMode drop) {
            modes.remove(drop.scope());
        } else if (change instanceof Change.DropModesBelow drop) {
            modes.keySet()
                    .removeIf(scope -> scope instanceof Scope.OfSubject
                            && (drop.context().equals(Context.GLOBAL)
                                    || scope.context().equals(drop.context())));
        } else if (change instanceof Change.PutAssociation put) {
            associations.put(put.association());
        } else if (change instanceof Change.DropAssociation drop) {
            associations.drop(drop.association());
        } else {
            throw new IllegalStateException("unknown change " + change);
        }
    }

    private TreeMap<Integer, VersionEntry> rows(Subject subject) {
        return versions.computeIfAbsent(subject, unknown -> new TreeMap<>());
    }

    private void store(Change.StoreContent change) {
        ContentName name = new ContentName(change.context(), change.schema().guid());
        boolean known = contents.containsKey(name);
        require(known == (change.kept() == Change.StoreContent.Kept.NAME), change);
        contents.put(
                name,
                new Content(
                        change.schema().identity().sha256(),
                        Optional.of(change.schema().content()),
                        change.targets()));
    }

    private void bind(Change.BindId change) {
        require(ids.putIfAbsent(new ContextId(change.context(), change.id()), change.guid()) == null, change);
        require(contents.containsKey(new ContentName(change.context(), change.guid())), change);
        if (change.origin() == Change.BindId.Origin.IMPORTED && change.id().value() <= HIGHEST_TO_FOLLOW) {
            nextIds.merge(change.context(), change.id().value() + 1L, Math::max);
        }
    }

    private void mark(Subject subject, List<Version> versions, boolean deleted) {
        TreeMap<Integer, VersionEntry> rows = rows(subject);
        versions.forEach(version -> rows.computeIfPresent(version.number(), (number, row) -> row.with(deleted)));
    }

    private void put(Caller caller, Change.PutVersion change) {
        require(ids.containsKey(new ContextId(change.subject().context(), change.id())), change);
        rows(change.subject())
                .put(change.version().number(), new VersionEntry(change.id(), Instant.now(), false, caller));
        lastVersions.merge(change.subject(), change.version().number(), Math::max);
    }

    private void remove(Change.RemoveVersions change) {
        TreeMap<Integer, VersionEntry> rows = rows(change.subject());
        Set<ContentName> touched = new HashSet<>();
        change.versions().forEach(version -> {
            VersionEntry row = Objects.requireNonNull(rows.remove(version.number()));
            Context context = change.subject().context();
            touched.add(new ContentName(context, guid(new ContextId(context, row.id()))));
        });
        touched.stream()
                .filter(name -> !isUsed(name))
                .forEach(name -> contents.computeIfPresent(
                        name, (same, content) -> new Content(content.sha256(), Optional.empty(), List.of())));
        change.versions().forEach(version -> requireUnreferenced(new Target(change.subject(), version.number())));
    }

    private boolean isUsed(ContentName name) {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().context().equals(name.context()))
                .flatMap(entry -> entry.getValue().values().stream())
                .anyMatch(row -> guid(new ContextId(name.context(), row.id())).equals(name.guid()));
    }

    private void requireUnreferenced(Target target) {
        require(
                contents.values().stream()
                        .noneMatch(content -> content.targets().contains(target)),
                target);
    }

    private static void require(boolean holds, Object change) {
        if (!holds) {
            throw new IllegalStateException("a constraint forbids " + change);
        }
    }
}
