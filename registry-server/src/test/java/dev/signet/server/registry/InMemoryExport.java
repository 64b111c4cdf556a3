package dev.signet.server.registry;

import dev.signet.schema.CodePoints;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@link InMemoryTables} from one end to the other. */
final class InMemoryExport {
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::context).thenComparing(Subject::name, CodePoints::compare);

    private final InMemoryTables tables;
    private final ExportSelection selection;
    private final ExportRows.Reader reader;

    InMemoryExport(InMemoryTables tables, ExportSelection selection, ExportRows.Reader reader) {
        this.tables = tables;
        this.selection = selection;
        this.reader = reader;
    }

    void run() {
        contexts().forEach(context -> {
            Scope scope = Scope.of(new Subject(context, ""));
            reader.context(context, revision(scope.asSubject()), config(scope), mode(scope));
        });
        if (selection.isOfAllSubjects()) {
            tables.ids.keySet().stream()
                    .filter(id -> isUnused(id) && schema(id).isPresent())
                    .sorted(Comparator.comparing(ContextId::context).thenComparing(ContextId::id))
                    .forEach(this::tellId);
        }
        subjects().stream().filter(selection::admits).forEach(this::tell);
    }

    private SortedSet<Context> contexts() {
        SortedSet<Context> contexts = new TreeSet<>();
        contexts.add(Context.DEFAULT);
        contexts.add(Context.GLOBAL);
        tables.versions.forEach((subject, rows) -> {
            if (!rows.isEmpty()) {
                contexts.add(subject.context());
            }
        });
        tables.configs.keySet().stream()
                .filter(InMemoryExport::isOfContext)
                .forEach(scope -> contexts.add(scope.context()));
        tables.modes.keySet().stream()
                .filter(InMemoryExport::isOfContext)
                .forEach(scope -> contexts.add(scope.context()));
        return contexts;
    }

    private SortedSet<Subject> subjects() {
        SortedSet<Subject> subjects = new TreeSet<>(ORDER);
        tables.versions.forEach((subject, rows) -> {
            if (!rows.isEmpty()) {
                subjects.add(subject);
            }
        });
        tables.configs.keySet().stream()
                .filter(scope -> !isOfContext(scope))
                .forEach(scope -> subjects.add(scope.asSubject()));
        tables.modes.keySet().stream()
                .filter(scope -> !isOfContext(scope))
                .forEach(scope -> subjects.add(scope.asSubject()));
        tables.associations.where(any -> true).forEach(found -> subjects.add(found.subject()));
        return subjects;
    }

    private static boolean isOfContext(Scope scope) {
        return !(scope instanceof Scope.OfSubject);
    }

    private void tell(Subject subject) {
        // A subject without a name has no settings of its own: that scope is its context.
        Optional<Scope> own = Optional.of(Scope.of(subject)).filter(scope -> !isOfContext(scope));
        reader.subject(subject, revision(subject), own.flatMap(this::config), own.flatMap(this::mode));
        Map<Integer, InMemoryTables.VersionEntry> rows = tables.versionsOf(subject);
        int latest = rows.entrySet().stream()
                .filter(row -> !row.getValue().deleted())
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
        rows.forEach((number, row) -> {
            boolean withText = switch (selection.texts()) {
                case ALL -> true;
                case LIVE -> !row.deleted();
                case LATEST -> number == latest;
                case NONE -> false;
            };
            ContextId id = new ContextId(subject.context(), row.id());
            SchemaText schema = schema(id).orElseThrow();
            reader.version(new SubjectSchema(
                    subject,
                    new Version(number),
                    row.id(),
                    tables.guid(id),
                    withText ? schema : schema.withText(""),
                    row.createdAt(),
                    row.deleted()));
        });
        tables.associations.where(found -> found.subject().equals(subject)).forEach(reader::association);
    }

    private void tellId(ContextId id) {
        SchemaGuid guid = tables.guid(id);
        boolean told = tables.idsOf(new ContentName(id.context(), guid)).stream()
                .anyMatch(other -> !isUnused(new ContextId(id.context(), other)));
        reader.id(id, guid, told ? Optional.empty() : schema(id));
    }

    private boolean isUnused(ContextId id) {
        return tables.versions.entrySet().stream()
                .filter(entry -> entry.getKey().context().equals(id.context()))
                .flatMap(entry -> entry.getValue().values().stream())
                .noneMatch(row -> row.id().equals(id.id()));
    }

    private Optional<SchemaText> schema(ContextId id) {
        return tables.content(new ContentName(id.context(), tables.guid(id))).schema();
    }

    private Optional<ConfigSettings> config(Scope scope) {
        return Optional.ofNullable(tables.configs.get(scope));
    }

    private Optional<Mode> mode(Scope scope) {
        return Optional.ofNullable(tables.modes.get(scope));
    }

    /** As many as there were writes. */
    private long revision(Subject named) {
        return tables.audit.stream()
                .filter(entry -> entry.subject().equals(named))
                .count();
    }
}
