package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.IdentifiedSchema;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.SchemaQueries.SubjectPrefix;
import dev.signet.server.registry.SchemaQueries.Use;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.VersionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The reads: one statement each; the frequent ones straight through the driver, the others through Jdbi. */
final class Queries {
    private final Database database;

    Queries(Database database) {
        this.database = database;
    }

    Optional<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        int wanted = selector instanceof VersionSelector.Exact exact
                ? exact.version().number()
                : -1;
        return database
                .select(
                        Statement.of("""
                        SELECT v.context, v.subject, v.version, v.id, v.created_at, v.deleted_at IS NOT NULL AS deleted,
                               s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions
                          FROM (SELECT x.context, x.subject, x.version, x.id, x.created_at, x.deleted_at
                                  FROM signet.behind_alias(:context, :subject) AS t
                                  JOIN signet.versions x ON x.context = t.context AND x.subject = t.subject
                                 WHERE (:wanted = -1 OR x.version = :wanted)
                                   AND CASE :deleted WHEN 'EXCLUDED' THEN x.deleted_at IS NULL
                                                     WHEN 'ONLY' THEN x.deleted_at IS NOT NULL
                                                     ELSE true END
                                 ORDER BY x.deleted_at IS NULL DESC, x.version DESC
                                 LIMIT 1) AS v
                          JOIN signet.schemas s ON s.context = v.context AND s.id = v.id
                        """)
                                .text("context", subject.context().name())
                                .text("subject", subject.name())
                                .number("wanted", wanted)
                                .text("deleted", deleted.name()),
                        SchemaRows::subjectSchema)
                .stream()
                .findFirst();
    }

    List<SubjectSchema> history(Subject subject, Deleted deleted) {
        return database.read(handle -> handle.createQuery("""
                        SELECT v.context, v.subject, v.version, v.id, v.created_at, v.deleted_at IS NOT NULL AS deleted,
                               s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions
                          FROM signet.behind_alias(:context, :subject) AS t
                          JOIN signet.versions v ON v.context = t.context AND v.subject = t.subject
                          JOIN signet.schemas s ON s.context = v.context AND s.id = v.id
                         WHERE CASE :deleted WHEN 'EXCLUDED' THEN v.deleted_at IS NULL
                                             WHEN 'ONLY' THEN v.deleted_at IS NOT NULL
                                             ELSE true END
                         ORDER BY v.version DESC
                        """)
                .bind("context", subject.context().name())
                .bind("subject", subject.name())
                .bind("deleted", deleted.name())
                .map((row, context) -> SchemaRows.subjectSchema(row))
                .list());
    }

    List<VersionState> versions(Subject subject) {
        return database.read(handle -> handle.createQuery("""
                        SELECT v.version, v.deleted_at IS NOT NULL AS deleted
                          FROM signet.behind_alias(:context, :subject) AS t
                          JOIN signet.versions v ON v.context = t.context AND v.subject = t.subject
                         ORDER BY v.version
                        """)
                .bind("context", subject.context().name())
                .bind("subject", subject.name())
                .map((row, context) -> new VersionState(new Version(row.getInt("version")), row.getBoolean("deleted")))
                .list());
    }

    List<Subject> subjects(SubjectPrefix prefix, Deleted deleted, Page page) {
        return database.read(handle -> paged(handle.createQuery("""
                        SELECT s.context, s.name AS subject
                          FROM signet.subjects s
                         WHERE (:context::text IS NULL OR s.context = :context)
                           AND starts_with(s.name, :prefix)
                           AND CASE :deleted
                               WHEN 'EXCLUDED' THEN EXISTS (
                                    SELECT 1 FROM signet.versions v
                                     WHERE v.context = s.context AND v.subject = s.name AND v.deleted_at IS NULL)
                               WHEN 'INCLUDED' THEN EXISTS (
                                    SELECT 1 FROM signet.versions v
                                     WHERE v.context = s.context AND v.subject = s.name)
                               ELSE EXISTS (
                                    SELECT 1 FROM signet.versions v
                                     WHERE v.context = s.context AND v.subject = s.name)
                                AND NOT EXISTS (
                                    SELECT 1 FROM signet.versions v
                                     WHERE v.context = s.context AND v.subject = s.name AND v.deleted_at IS NULL)
                               END
                         ORDER BY signet.qualified_name(s.context, s.name)
                        OFFSET :offset LIMIT :limit
                        """), prefix, page)
                .bind("deleted", deleted.name())
                .map((row, context) -> SchemaRows.subject(row))
                .list());
    }

    private static Query paged(Query query, SubjectPrefix prefix, Page page) {
        return page(query, page)
                .bindBySqlType("context", prefix.context().map(Context::name).orElse(null), Types.VARCHAR)
                .bind("prefix", prefix.namePrefix());
    }

    private static Query page(Query query, Page page) {
        return query.bind("offset", page.offset())
                .bindBySqlType("limit", page.limit() <= 0 ? null : page.limit(), Types.INTEGER);
    }

    List<Context> contextsOf(String subjectName) {
        return database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT v.context
                          FROM signet.contexts c
                          JOIN signet.versions v ON v.context = c.name AND v.subject = :subject
                         WHERE v.deleted_at IS NULL AND c.name <> '.'
                         ORDER BY v.context
                        """)
                .bind("subject", subjectName)
                .map((row, context) -> new Context(row.getString("context")))
                .list());
    }

    Optional<IdentifiedSchema> schema(ContextId id, Optional<Subject> preferred) {
        return database
                .selectPromptly(
                        Statement.of("""
                        SELECT s.context, s.id, s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions,
                               v.subject, v.version, v.created_at, v.deleted_at IS NOT NULL AS deleted
                          FROM signet.schemas s
                          LEFT JOIN LATERAL (
                               (SELECT x.subject, x.version, x.created_at, x.deleted_at
                                  FROM signet.versions x
                                 WHERE x.context = s.context AND x.id = s.id
                                   AND x.context = :preferred_context AND x.subject = :preferred_subject
                                 ORDER BY x.deleted_at IS NULL DESC, x.version DESC LIMIT 1)
                               UNION ALL
                               (SELECT x.subject, x.version, x.created_at, x.deleted_at
                                  FROM signet.versions x
                                 WHERE x.context = s.context AND x.id = s.id AND x.deleted_at IS NULL
                                 ORDER BY x.subject, x.version LIMIT 1)
                               UNION ALL
                               (SELECT x.subject, x.version, x.created_at, x.deleted_at
                                  FROM signet.versions x
                                 WHERE x.context = s.context AND x.id = s.id
                                 ORDER BY x.subject, x.version LIMIT 1)
                               LIMIT 1) AS v ON true
                         WHERE s.context = :context AND s.id = :id
                        """)
                                .text("context", id.context().name())
                                .number("id", id.id().value())
                                .text(
                                        "preferred_context",
                                        preferred
                                                .map(subject ->
                                                        subject.context().name())
                                                .orElse(null))
                                .text(
                                        "preferred_subject",
                                        preferred.map(Subject::name).orElse(null)),
                        Queries::identified)
                .stream()
                .findFirst();
    }

    private static IdentifiedSchema identified(ResultSet row) throws SQLException {
        boolean used = row.getObject("version") != null;
        return new IdentifiedSchema(
                new Context(row.getString("context")),
                new SchemaId(row.getInt("id")),
                SchemaRows.guid(row),
                SchemaRows.schema(row),
                used ? Optional.of(SchemaRows.subjectSchema(row)) : Optional.empty());
    }

    Optional<IdentifiedSchema> schema(SchemaGuid guid) {
        return database.read(handle -> handle.createQuery("""
                        SELECT s.context, s.id, s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions,
                               NULL::integer AS version
                          FROM signet.contents c
                          JOIN signet.schema_ids i ON i.context = c.context AND i.guid = c.guid
                          JOIN signet.schemas s ON s.context = i.context AND s.id = i.id
                         WHERE c.guid = :guid AND c.text IS NOT NULL
                         ORDER BY s.context, s.id
                         LIMIT 1
                        """)
                .bind("guid", guid.value())
                .map((row, context) -> identified(row))
                .findOne());
    }

    List<ContextId> idsOf(SchemaGuid guid) {
        return database.read(handle -> handle.createQuery("""
                        SELECT i.context, i.id
                          FROM signet.contents c
                          JOIN signet.schema_ids i ON i.context = c.context AND i.guid = c.guid
                         WHERE c.guid = :guid AND c.text IS NOT NULL
                         ORDER BY i.context, i.id
                        """)
                .bind("guid", guid.value())
                .map((row, context) -> ContentRows.id(row))
                .list());
    }

    Optional<SchemaId> highestId(Context context) {
        return database.read(handle -> handle.createQuery("""
                        SELECT max(id) FROM signet.schema_ids WHERE context = :context
                        """)
                .bind("context", context.name())
                .mapTo(Integer.class)
                .findOne()
                .map(SchemaId::new));
    }

    List<Use> uses(ContextId id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT v.context, v.subject, v.version, v.deleted_at IS NOT NULL AS deleted
                          FROM signet.versions v
                         WHERE v.context = :context AND v.id = :id
                         ORDER BY v.subject, v.version
                        """)
                .bind("context", id.context().name())
                .bind("id", id.id().value())
                .map((row, context) ->
                        new Use(SchemaRows.subject(row), new Version(row.getInt("version")), row.getBoolean("deleted")))
                .list());
    }

    List<SchemaId> referrers(Subject subject, Version version, Deleted deleted) {
        return database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT v.id
                          FROM signet.schema_references r
                          JOIN signet.schema_ids i ON i.context = r.context AND i.guid = r.guid
                          JOIN signet.versions v ON v.context = i.context AND v.id = i.id
                         WHERE r.target_context = :context AND r.target_subject = :subject AND r.version = :version
                           AND CASE :deleted WHEN 'EXCLUDED' THEN v.deleted_at IS NULL
                                             WHEN 'ONLY' THEN v.deleted_at IS NOT NULL
                                             ELSE true END
                         ORDER BY v.id
                        """)
                .bind("context", subject.context().name())
                .bind("subject", subject.name())
                .bind("version", version.number())
                .bind("deleted", deleted.name())
                .mapTo(Integer.class)
                .map(SchemaId::new)
                .list());
    }

    List<Context> contexts(String prefix, Page page) {
        return database.read(handle -> page(handle.createQuery("""
                        SELECT name FROM signet.contexts
                         WHERE listed AND starts_with(name, :prefix)
                         ORDER BY name
                        OFFSET :offset LIMIT :limit
                        """), page)
                .bind("prefix", prefix)
                .map((row, context) -> new Context(row.getString("name")))
                .list());
    }
}
