package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The twin of the PostgreSQL store: the same contract in plain maps, one request at a time. */
public final class InMemorySchemaStore extends InMemoryCatalog implements SchemaStore, ExportRows {
    private final InMemoryRevisions revisions = new InMemoryRevisions();
    private long writes;

    /** Who wrote what, oldest first. */
    public synchronized List<AuditEntry> audit() {
        return List.copyOf(tables.audit);
    }

    @Override
    public synchronized void read(ExportSelection selection, Reader reader) {
        new InMemoryExport(tables, selection, reader).run();
    }

    @Override
    public synchronized Mark mark(Subject subject, SchemaGuid content) {
        return new Mark(Long.toString(writes));
    }

    @Override
    public synchronized MarkedSnapshot marked(Subject subject, SchemaGuid content) {
        Footprint footprint =
                Footprint.ofSubjects(subject).withContents(Set.of(new ContentName(subject.context(), content)));
        return new MarkedSnapshot(mark(subject, content), snapshot(footprint));
    }

    @Override
    public synchronized <T> Decision<T> update(
            Caller caller, Footprint footprint, Function<Snapshot, Decision<T>> decide) {
        Decision<T> decision = decide.apply(snapshot(footprint));
        if (decision instanceof Decision.Write<T> write) {
            write(caller, new PreparedWrite(write.changes(), List.of(write.audit())));
        }
        return decision;
    }

    @Override
    public synchronized MarkedFootprint marked(Footprint footprint) {
        Snapshot snapshot = snapshot(footprint);
        return new MarkedFootprint(footprint, revisions.mark(footprint, snapshot), snapshot);
    }

    @Override
    public synchronized boolean write(Caller caller, Footprint footprint, FootprintMark mark, PreparedWrite prepared) {
        boolean unchanged = marked(footprint).mark().equals(mark);
        if (unchanged) {
            write(caller, prepared);
        }
        return unchanged;
    }

    private void write(Caller caller, PreparedWrite prepared) {
        writes++;
        prepared.changes().forEach(change -> {
            tables.apply(caller, change);
            revisions.advance(change);
        });
        tables.audit.addAll(prepared.audit());
    }

    @Override
    public synchronized Snapshot snapshot(Footprint footprint) {
        Map<Scope, ConfigSettings> configs = new HashMap<>(tables.configs);
        configs.keySet().retainAll(footprint.allScopes());
        Map<Scope, Mode> modes = new HashMap<>(tables.modes);
        modes.keySet().retainAll(footprint.allScopes());
        Map<Context, Population> populations = new HashMap<>();
        footprint.changedContexts().forEach(context -> populations.put(context, tables.population(context)));
        Map<Subject, SubjectState> subjects = new HashMap<>();
        footprint.subjects().forEach(subject -> subjects.put(subject, state(subject, footprint.removal())));
        Map<Target, TargetRow> targets = new HashMap<>();
        footprint.targets().forEach(target -> target(target).ifPresent(row -> targets.put(target, row)));
        Map<ContentName, ContentState> contents = new HashMap<>();
        footprint.contents().forEach(name -> content(name).ifPresent(state -> contents.put(name, state)));
        Map<ContextId, SchemaGuid> bindings = new HashMap<>(tables.ids);
        bindings.keySet().retainAll(footprint.ids());
        return new Snapshot(
                Instant.now(),
                configs,
                modes,
                tables.listed,
                subjects,
                targets,
                contents,
                bindings,
                texts(footprint),
                populations,
                tables.associations.of(footprint));
    }

    @Override
    public synchronized List<Association> associationsOf(Subject subject) {
        return tables.associations.where(found -> found.subject().equals(subject));
    }

    @Override
    public synchronized List<Association> associationsOfResource(String resourceId) {
        return tables.associations.where(found -> found.resource().id().equals(resourceId));
    }

    @Override
    public synchronized List<Association> associationsNamed(Optional<String> namespace, Optional<String> name) {
        return tables.associations.where(
                found -> namespace.map(found.resource().namespace()::equals).orElse(true)
                        && name.map(found.resource().name()::equals).orElse(true));
    }

    private SubjectState state(Subject subject, Footprint.Removal removal) {
        List<VersionRow> rows = new ArrayList<>();
        tables.versionsOf(subject).forEach((number, row) -> {
            Referrers referrers = row.deleted() || removal != Footprint.Removal.NONE
                    ? referrers(new SubjectVersion(subject, new Version(number)))
                    : Referrers.NONE;
            rows.add(new VersionRow(
                    new Version(number), row.id(), guid(subject, row), row.createdAt(), row.deleted(), referrers));
        });
        return new SubjectState(subject, tables.lastVersions.getOrDefault(subject, 0), rows);
    }

    private SchemaGuid guid(Subject subject, InMemoryTables.VersionEntry row) {
        return tables.guid(new ContextId(subject.context(), row.id()));
    }

    private Referrers referrers(SubjectVersion target) {
        boolean liveHere = false;
        boolean liveElsewhere = false;
        boolean deletedHere = false;
        boolean deletedElsewhere = isNeededByUnusedContent(target);
        for (Use use : referringUses(target)) {
            boolean here = use.subject().equals(target.subject());
            liveHere |= here && !use.deleted();
            liveElsewhere |= !here && !use.deleted();
            deletedHere |= here && use.deleted();
            deletedElsewhere |= !here && use.deleted();
        }
        return new Referrers(liveHere, liveElsewhere, deletedHere, deletedElsewhere);
    }

    /** An import took the version of a content away, but its old id still answers. */
    private boolean isNeededByUnusedContent(SubjectVersion target) {
        Target pointed = new Target(target.subject(), target.version().number());
        return tables.contents.entrySet().stream()
                .filter(content -> content.getValue().targets().contains(pointed))
                .anyMatch(content -> tables.idsOf(content.getKey()).stream()
                        .allMatch(id -> uses(new ContextId(content.getKey().context(), id))
                                .isEmpty()));
    }

    private List<Use> referringUses(SubjectVersion target) {
        Target pointed = new Target(target.subject(), target.version().number());
        List<Use> uses = new ArrayList<>();
        tables.contents.forEach((name, content) -> {
            if (content.targets().contains(pointed)) {
                tables.idsOf(name).forEach(id -> uses.addAll(uses(new ContextId(name.context(), id))));
            }
        });
        return uses;
    }

    private Optional<TargetRow> target(Target target) {
        SubjectState state = state(target.subject(), Footprint.Removal.NONE);
        Optional<VersionRow> row =
                target.isPinned() ? numbered(state, target.version()) : state.latest(Deleted.EXCLUDED);
        return row.map(found ->
                new TargetRow(found.version(), found.id(), found.deleted(), tables.associations.own(target.subject())));
    }

    private static Optional<VersionRow> numbered(SubjectState state, int number) {
        return number < 1 ? Optional.empty() : state.numbered(new Version(number));
    }

    private Optional<ContentState> content(ContentName name) {
        return Optional.ofNullable(tables.contents.get(name))
                .map(content ->
                        new ContentState(content.sha256(), content.schema().isPresent(), tables.idsOf(name)));
    }

    private List<StoredContent> texts(Footprint footprint) {
        if (footprint.texts().isEmpty()) {
            return List.of();
        }
        Set<ContextId> wanted = new LinkedHashSet<>();
        for (Subject subject : footprint.subjects()) {
            tables.versionsOf(subject).values().stream()
                    .filter(row -> !row.deleted())
                    .filter(row -> !footprint.texts().get().contains(row.id()))
                    .forEach(row -> wanted.add(new ContextId(subject.context(), row.id())));
        }
        return wanted.stream().flatMap(id -> stored(id).stream()).toList();
    }

    private Optional<StoredContent> stored(ContextId id) {
        return Optional.ofNullable(tables.ids.get(id)).flatMap(guid -> {
            InMemoryTables.Content content = tables.content(new ContentName(id.context(), guid));
            List<ContextId> dependencies = content.targets().stream()
                    .map(target -> new ContextId(
                            target.subject().context(),
                            target(target).orElseThrow().id()))
                    .toList();
            return content.schema().map(schema -> new StoredContent(id, guid, schema, dependencies));
        });
    }

    @Override
    public synchronized List<StoredContent> contents(Set<ContextId> wanted) {
        Map<ContextId, StoredContent> reached = new LinkedHashMap<>();
        List<ContextId> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            ContextId id = open.remove(open.size() - 1);
            if (!reached.containsKey(id)) {
                stored(id).ifPresent(content -> {
                    reached.put(id, content);
                    open.addAll(content.dependencies());
                });
            }
        }
        return List.copyOf(reached.values());
    }

    private Subject behindAlias(Subject named) {
        return Optional.ofNullable(tables.configs.get(Scope.of(named)))
                .flatMap(ConfigSettings::alias)
                .filter(alias -> !alias.isEmpty())
                .map(alias -> Subject.parse(alias, named.context()))
                .orElse(named);
    }

    @Override
    public synchronized Optional<SubjectSchema> version(Subject named, VersionSelector selector, Deleted deleted) {
        SubjectState state = state(behindAlias(named), Footprint.Removal.NONE);
        Optional<VersionRow> row = state.selected(selector, deleted);
        if (selector instanceof VersionSelector.Latest && deleted == Deleted.INCLUDED) {
            row = state.latest(Deleted.EXCLUDED).or(() -> state.latest(Deleted.ONLY));
        }
        return row.map(found -> subjectSchema(state.subject(), found));
    }

    private SubjectSchema subjectSchema(Subject subject, VersionRow row) {
        StoredContent content =
                stored(new ContextId(subject.context(), row.id())).orElseThrow();
        return row.of(subject, content.schema());
    }

    @Override
    public synchronized List<SubjectSchema> history(Subject named, Deleted deleted) {
        SubjectState state = state(behindAlias(named), Footprint.Removal.NONE);
        return state.newestFirst(deleted).stream()
                .map(row -> subjectSchema(state.subject(), row))
                .toList();
    }

    @Override
    public synchronized List<VersionState> versions(Subject named) {
        return state(behindAlias(named), Footprint.Removal.NONE).versions().stream()
                .map(row -> new VersionState(row.version(), row.deleted()))
                .toList();
    }

    @Override
    public synchronized List<Subject> subjects(SubjectPrefix prefix, Deleted deleted, Page page) {
        return page.of(inhabited(prefix)
                .filter(state -> switch (deleted) {
                    case EXCLUDED -> state.hasLive();
                    case INCLUDED -> true;
                    case ONLY -> !state.hasLive();
                })
                .map(SubjectState::subject)
                .toList());
    }

    private java.util.stream.Stream<SubjectState> inhabited(SubjectPrefix prefix) {
        return tables.versions.keySet().stream()
                .filter(subject ->
                        prefix.context().map(subject.context()::equals).orElse(true))
                .filter(subject -> subject.name().startsWith(prefix.namePrefix()))
                .sorted()
                .map(subject -> state(subject, Footprint.Removal.NONE))
                .filter(state -> !state.isEmpty());
    }

    @Override
    public synchronized List<Context> contextsOf(String subjectName) {
        return tables.versions.keySet().stream()
                .filter(subject ->
                        subject.name().equals(subjectName) && !subject.context().isDefault())
                .filter(subject -> state(subject, Footprint.Removal.NONE).hasLive())
                .map(Subject::context)
                .sorted()
                .toList();
    }

    @Override
    public synchronized Optional<IdentifiedSchema> schema(ContextId id, Optional<Subject> preferred) {
        return stored(id)
                .map(content -> new IdentifiedSchema(
                        id.context(), id.id(), content.guid(), content.schema(), representative(id, preferred)));
    }

    @Override
    public boolean stands(IdentifiedSchema answer, Optional<Subject> preferred) {
        return schema(new ContextId(answer.context(), answer.id()), preferred).equals(Optional.of(answer));
    }

    private Optional<SubjectSchema> representative(ContextId id, Optional<Subject> preferred) {
        List<Use> uses = uses(id);
        Optional<Use> own = uses.stream()
                .filter(use -> preferred.equals(Optional.of(use.subject())))
                .max((left, right) -> {
                    int byLife = Boolean.compare(!left.deleted(), !right.deleted());
                    return byLife != 0 ? byLife : left.version().compareTo(right.version());
                });
        return own.or(() -> uses.stream().filter(use -> !use.deleted()).findFirst())
                .or(() -> uses.stream().findFirst())
                .map(use -> subjectSchema(
                        use.subject(),
                        state(use.subject(), Footprint.Removal.NONE)
                                .numbered(use.version())
                                .orElseThrow()));
    }

    @Override
    public synchronized Optional<IdentifiedSchema> schema(SchemaGuid guid) {
        return idsOf(guid).stream()
                .findFirst()
                .flatMap(this::stored)
                .map(content -> new IdentifiedSchema(
                        content.id().context(), content.id().id(), guid, content.schema(), Optional.empty()));
    }

    @Override
    public synchronized List<ContextId> idsOf(SchemaGuid guid) {
        return tables.ids.entrySet().stream()
                .filter(entry -> entry.getValue().equals(guid))
                .map(Map.Entry::getKey)
                .filter(id -> stored(id).isPresent())
                .sorted((left, right) -> left.context().equals(right.context())
                        ? left.id().compareTo(right.id())
                        : left.context().compareTo(right.context()))
                .toList();
    }

    @Override
    public synchronized Optional<SchemaId> highestId(Context context) {
        return tables.ids.keySet().stream()
                .filter(id -> id.context().equals(context))
                .map(ContextId::id)
                .max(SchemaId::compareTo);
    }

    @Override
    public synchronized List<Use> uses(ContextId id) {
        List<Use> uses = new ArrayList<>();
        tables.versions.forEach((subject, rows) -> rows.forEach((number, row) -> {
            if (subject.context().equals(id.context()) && row.id().equals(id.id())) {
                uses.add(new Use(subject, new Version(number), row.deleted()));
            }
        }));
        return uses;
    }

    @Override
    public synchronized List<SchemaId> referrers(Subject subject, Version version, Deleted deleted) {
        Set<SchemaId> ids = new HashSet<>();
        for (Use use : referringUses(new SubjectVersion(subject, version))) {
            if (deleted.admits(use.deleted())) {
                ids.add(state(use.subject(), Footprint.Removal.NONE)
                        .numbered(use.version())
                        .orElseThrow()
                        .id());
            }
        }
        return ids.stream().sorted().toList();
    }

    @Override
    public synchronized List<Context> contexts(String prefix, Page page) {
        return page.of(tables.listed.stream()
                .filter(context -> context.name().startsWith(prefix))
                .sorted()
                .toList());
    }
}
