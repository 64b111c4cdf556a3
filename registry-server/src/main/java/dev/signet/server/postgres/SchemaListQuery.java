package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.server.registry.Association;
import dev.signet.server.registry.AssociationType;
import dev.signet.server.registry.Lifecycle;
import dev.signet.server.registry.ListedSchema;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.SchemaList;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.Usage;
import dev.signet.server.registry.Which;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Lists versions with the associations of their subjects: one statement, so that both are of one moment. */
final class SchemaListQuery {
    private static final String SQL = """
                        SELECT p.context, p.subject, p.version, p.id, p.created_at, p.deleted,
                               p.guid, p.type, p.text, p.metadata, p.rule_set,
                               p.reference_names, p.reference_subjects, p.reference_versions,
                               a.resource_id, a.resource_namespace, a.resource_name, a.resource_type,
                               a.association_type, a.guid AS association_guid, a.lifecycle, a.frozen,
                               a.created_at AS associated_at, a.updated_at
                          FROM (SELECT v.context, v.subject, v.version, v.id, v.created_at, v.deleted,
                                       s.guid, s.type, s.text, s.metadata, s.rule_set,
                                       s.reference_names, s.reference_subjects, s.reference_versions
                                  FROM (SELECT x.context, x.subject, x.version, x.id, x.created_at,
                                               x.deleted_at IS NOT NULL AS deleted,
                                               max(x.version) OVER (PARTITION BY x.context, x.subject) AS latest
                                          FROM signet.versions x
                                         WHERE (:context::text IS NULL OR x.context = :context)
                                           AND starts_with(x.subject, :prefix)
                                           AND CASE :deleted WHEN 'EXCLUDED' THEN x.deleted_at IS NULL
                                                             WHEN 'ONLY' THEN x.deleted_at IS NOT NULL
                                                             ELSE true END) AS v
                                  JOIN signet.schemas s ON s.context = v.context AND s.id = v.id
                                 WHERE (NOT :latest_only OR v.version = v.latest)
                                   AND (:rule_type::text IS NULL
                                        OR jsonb_path_exists(s.rule_set::jsonb, '$.*[*] ? (@.type == $type)',
                                                             jsonb_build_object('type', :rule_type::text)))
                                   AND (:every_subject
                                        OR EXISTS (
                                           SELECT 1 FROM signet.associations u
                                            WHERE u.context = v.context AND u.subject = v.subject
                                              AND (:resource_type::text IS NULL OR u.resource_type = :resource_type)
                                              AND (:any_type OR u.association_type = ANY (:types))
                                              AND u.lifecycle = ANY (:lifecycles))
                                        OR :unused AND NOT EXISTS (
                                           SELECT 1 FROM signet.associations u
                                            WHERE u.context = v.context AND u.subject = v.subject
                                              AND (:resource_type::text IS NULL OR u.resource_type = :resource_type)
                                              AND (:any_type OR u.association_type = ANY (:types))))
                                 ORDER BY signet.qualified_name(v.context, v.subject), v.version
                                OFFSET :offset LIMIT :limit) AS p
                          LEFT JOIN signet.associations a
                            ON a.context = p.context AND a.subject = p.subject
                           AND (:resource_type::text IS NULL OR a.resource_type = :resource_type)
                           AND (:any_type OR a.association_type = ANY (:types))
                           AND a.lifecycle = ANY (:lifecycles)
                         ORDER BY signet.qualified_name(p.context, p.subject), p.version,
                                  a.resource_namespace, a.resource_name, a.resource_type, a.association_type
                        """;

    private final Database database;

    SchemaListQuery(Database database) {
        this.database = database;
    }

    List<ListedSchema> run(SchemaList wanted, Page page) {
        return database.read(handle -> together(bound(handle.createQuery(SQL), wanted, page)
                .map((row, context) -> read(row))
                .list()));
    }

    /** One row of the result; a version has as many as associations, at least one. */
    private record Row(SubjectSchema version, Optional<Association> association) {}

    private static Row read(ResultSet row) throws SQLException {
        boolean associated = row.getString("resource_id") != null;
        return new Row(
                SchemaRows.subjectSchema(row),
                associated
                        ? Optional.of(AssociationRows.association(row, "association_guid", "associated_at"))
                        : Optional.empty());
    }

    private static List<ListedSchema> together(List<Row> rows) {
        List<ListedSchema> listed = new ArrayList<>();
        List<Association> associations = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            SubjectSchema version = rows.get(i).version();
            rows.get(i).association().ifPresent(associations::add);
            if (i + 1 == rows.size() || !isSame(version, rows.get(i + 1).version())) {
                listed.add(new ListedSchema(version, associations));
                associations.clear();
            }
        }
        return listed;
    }

    private static boolean isSame(SubjectSchema one, SubjectSchema other) {
        return one.version().equals(other.version()) && one.subject().equals(other.subject());
    }

    private static Query bound(Query query, SchemaList wanted, Page page) {
        Usage usage = wanted.usage();
        return query.bind("offset", page.offset())
                .bindBySqlType("limit", page.limit() <= 0 ? null : page.limit(), Types.INTEGER)
                .bindBySqlType(
                        "context", wanted.prefix().context().map(Context::name).orElse(null), Types.VARCHAR)
                .bind("prefix", wanted.prefix().namePrefix())
                .bind("deleted", wanted.deleted().name())
                .bind("latest_only", wanted.which() == Which.LATEST)
                .bindBySqlType("rule_type", wanted.ruleType().orElse(null), Types.VARCHAR)
                .bind("every_subject", usage.equals(Usage.ANY))
                .bind("unused", usage.unused() == Usage.Unused.INCLUDED)
                .bindBySqlType("resource_type", usage.resourceType().orElse(null), Types.VARCHAR)
                .bind("any_type", usage.types().isEmpty())
                .bindArray(
                        "types",
                        String.class,
                        usage.types().stream()
                                .flatMap(java.util.Set::stream)
                                .map(AssociationType::written)
                                .toArray())
                .bindArray(
                        "lifecycles",
                        String.class,
                        usage.lifecycles().stream().map(Lifecycle::name).toArray());
    }
}
