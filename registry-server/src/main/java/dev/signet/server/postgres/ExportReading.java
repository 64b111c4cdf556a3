package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportSelection;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.ExportRows;
import dev.signet.server.registry.SubjectSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;

/** One reading from one end to the other, through cursors in the order of the primary keys. */
final class ExportReading {
    /** Rows that are in memory at a time, of each cursor. */
    private static final int PAGE = 500;

    private final Handle handle;
    private final ExportSelection selection;
    private final ExportRows.Reader reader;

    ExportReading(Handle handle, ExportSelection selection, ExportRows.Reader reader) {
        this.handle = handle;
        this.selection = selection;
        this.reader = reader;
    }

    private record ScopeRow(Subject named, long revision, Optional<ConfigSettings> config, Optional<Mode> mode) {}

    void run() {
        contexts().forEach(row -> reader.context(row.named().context(), row.revision(), row.config(), row.mode()));
        if (selection.isOfAllSubjects()) {
            readUnusedIds();
        }
        try (ResultIterator<ScopeRow> subjects = subjects();
                ResultIterator<SubjectSchema> versions = versions();
                ResultIterator<Association> associations = associations()) {
            Ahead<SubjectSchema> pendingVersions = new Ahead<>(versions, SubjectSchema::subject);
            Ahead<Association> pendingAssociations = new Ahead<>(associations, Association::subject);
            while (subjects.hasNext()) {
                ScopeRow row = subjects.next();
                reader.subject(row.named(), row.revision(), row.config(), row.mode());
                pendingVersions.readOf(row.named(), reader::version);
                pendingAssociations.readOf(row.named(), reader::association);
            }
        }
    }

    /** A cursor over what belongs to subjects, one row ahead. */
    private static final class Ahead<T> {
        private final Iterator<T> rows;
        private final Function<T, Subject> owner;
        private Optional<T> next;

        Ahead(Iterator<T> rows, Function<T, Subject> owner) {
            this.rows = rows;
            this.owner = owner;
            this.next = following();
        }

        void readOf(Subject subject, Consumer<T> reader) {
            while (next.filter(row -> owner.apply(row).equals(subject)).isPresent()) {
                reader.accept(next.get());
                next = following();
            }
        }

        private Optional<T> following() {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        }
    }

    private Iterable<ScopeRow> contexts() {
        return handle.createQuery("""
                        SELECT c.name AS context, '' AS subject, c.revision, m.mode, g.context IS NOT NULL AS configured,
                               g.alias, g.alias_for_deks, g.normalize, g.validate_fields, g.validate_new_schemas,
                               g.validate_rules, g.compatibility_level, g.compatibility_policy, g.compatibility_group,
                               g.default_metadata, g.override_metadata, g.default_rule_set, g.override_rule_set
                          FROM signet.contexts c
                          LEFT JOIN signet.configs g ON g.context = c.name AND g.subject = ''
                          LEFT JOIN signet.modes m ON m.context = c.name AND m.subject = ''
                         WHERE c.name IN ('.', '.__GLOBAL') OR g.context IS NOT NULL OR m.context IS NOT NULL
                            OR EXISTS (SELECT 1 FROM signet.versions v WHERE v.context = c.name)
                         ORDER BY c.name
                        """).map((row, context) -> scope(row)).list();
    }

    private void readUnusedIds() {
        try (ResultIterator<Runnable> rows = handle.createQuery("""
                        SELECT s.context, s.id, s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions,
                               EXISTS (SELECT 1
                                         FROM signet.schema_ids o
                                         JOIN signet.versions v ON v.context = o.context AND v.id = o.id
                                        WHERE o.context = s.context AND o.guid = s.guid) AS told
                          FROM signet.schemas s
                         WHERE NOT EXISTS (SELECT 1 FROM signet.versions v WHERE v.context = s.context AND v.id = s.id)
                         ORDER BY s.context, s.id
                        """)
                .setFetchSize(PAGE)
                .map((row, context) -> unusedId(row))
                .iterator()) {
            rows.forEachRemaining(Runnable::run);
        }
    }

    private Runnable unusedId(ResultSet row) throws SQLException {
        ContextId id = ContentRows.id(row);
        SchemaGuid guid = SchemaRows.guid(row);
        Optional<SchemaText> schema = row.getBoolean("told") ? Optional.empty() : Optional.of(SchemaRows.schema(row));
        return () -> reader.id(id, guid, schema);
    }

    private ResultIterator<ScopeRow> subjects() {
        return selected(handle.createQuery("""
                        SELECT s.context, s.name AS subject, s.revision, m.mode, g.context IS NOT NULL AS configured,
                               g.alias, g.alias_for_deks, g.normalize, g.validate_fields, g.validate_new_schemas,
                               g.validate_rules, g.compatibility_level, g.compatibility_policy, g.compatibility_group,
                               g.default_metadata, g.override_metadata, g.default_rule_set, g.override_rule_set
                          FROM signet.subjects s
                          LEFT JOIN signet.configs g
                            ON g.context = s.context AND g.subject = s.name AND s.name <> ''
                          LEFT JOIN signet.modes m
                            ON m.context = s.context AND m.subject = s.name AND s.name <> ''
                         WHERE (:all OR signet.qualified_name(s.context, s.name) LIKE ANY (:patterns))
                           AND (g.context IS NOT NULL OR m.context IS NOT NULL
                                OR EXISTS (SELECT 1 FROM signet.versions v
                                            WHERE v.context = s.context AND v.subject = s.name)
                                OR EXISTS (SELECT 1 FROM signet.associations a
                                            WHERE a.context = s.context AND a.subject = s.name))
                         ORDER BY s.context, s.name
                        """))
                .map((row, context) -> scope(row))
                .iterator();
    }

    private ResultIterator<SubjectSchema> versions() {
        return selected(handle.createQuery("""
                        SELECT v.context, v.subject, v.version, v.id, v.created_at, v.deleted_at IS NOT NULL AS deleted,
                               s.guid, s.type, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions,
                               CASE :texts
                               WHEN 'ALL' THEN s.text
                               WHEN 'LIVE' THEN CASE WHEN v.deleted_at IS NULL THEN s.text ELSE '' END
                               WHEN 'LATEST' THEN
                                    CASE WHEN v.deleted_at IS NULL AND NOT EXISTS (
                                              SELECT 1 FROM signet.versions n
                                               WHERE n.context = v.context AND n.subject = v.subject
                                                 AND n.version > v.version AND n.deleted_at IS NULL)
                                         THEN s.text ELSE '' END
                               ELSE '' END AS text
                          FROM signet.versions v
                          JOIN signet.schemas s ON s.context = v.context AND s.id = v.id
                         WHERE :all OR signet.qualified_name(v.context, v.subject) LIKE ANY (:patterns)
                         ORDER BY v.context, v.subject, v.version
                        """))
                .bind("texts", selection.texts().name())
                .map((row, context) -> SchemaRows.subjectSchema(row))
                .iterator();
    }

    private ResultIterator<Association> associations() {
        return selected(handle.createQuery("""
                        SELECT resource_id, resource_namespace, resource_name, resource_type, association_type, guid,
                               context, subject, lifecycle, frozen, created_at, updated_at
                          FROM signet.associations
                         WHERE :all OR signet.qualified_name(context, subject) LIKE ANY (:patterns)
                         ORDER BY context, subject, resource_namespace, resource_name, resource_type, association_type
                        """))
                .map((row, context) -> AssociationRows.association(row))
                .iterator();
    }

    private Query selected(Query query) {
        return query.bind("all", selection.isOfAllSubjects())
                .bindArray(
                        "patterns",
                        String.class,
                        selection.subjects().stream()
                                .map(ExportReading::likePattern)
                                .toArray())
                .setFetchSize(PAGE);
    }

    private static String likePattern(SubjectGlob glob) {
        StringBuilder pattern = new StringBuilder();
        glob.pattern().codePoints().forEach(point -> {
            switch (point) {
                case '*' -> pattern.append('%');
                case '?' -> pattern.append('_');
                case '%', '_', '\\' -> pattern.append('\\').appendCodePoint(point);
                default -> pattern.appendCodePoint(point);
            }
        });
        return pattern.toString();
    }

    private static ScopeRow scope(ResultSet row) throws SQLException {
        return new ScopeRow(
                new Subject(new Context(row.getString("context")), row.getString("subject")),
                row.getLong("revision"),
                ScopeRows.config(row),
                ScopeRows.mode(row));
    }
}
