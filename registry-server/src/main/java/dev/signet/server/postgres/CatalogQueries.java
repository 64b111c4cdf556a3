package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaType;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Caller.Proof;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.Referral;
import dev.signet.server.registry.SchemaQueries.SubjectPrefix;
import dev.signet.server.registry.SubjectHead;
import dev.signet.server.registry.SubjectHeads;
import dev.signet.server.registry.SubjectVersion;
import dev.signet.server.registry.VersionOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reads for consoles: as many statements for ten thousand subjects as for one. */
final class CatalogQueries {
    private final Database database;

    CatalogQueries(Database database) {
        this.database = database;
    }

    Optional<VersionOrigin> origin(SubjectVersion named) {
        return database.read(handle -> handle.createQuery("""
                        SELECT v.id, v.created_at, v.created_by, v.proof, v.author, v.source
                          FROM signet.versions v
                         WHERE v.context = :context AND v.subject = :subject AND v.version = :version
                        """)
                .bind("context", named.subject().context().name())
                .bind("subject", named.subject().name())
                .bind("version", named.version().number())
                .map((row, context) -> new VersionOrigin(
                        named,
                        new SchemaId(row.getInt("id")),
                        SchemaRows.instant(row, "created_at"),
                        row.getString("created_by"),
                        Proof.valueOf(row.getString("proof")),
                        Optional.ofNullable(row.getString("author")),
                        Optional.ofNullable(row.getString("source"))))
                .findOne());
    }

    Map<Subject, Subject> aliases() {
        return database.read(handle -> handle.createQuery("""
                        SELECT context, subject, alias_context, alias_subject
                          FROM signet.configs
                         WHERE alias_context IS NOT NULL AND subject <> ''
                        """)
                .map((row, context) -> Map.entry(
                        SchemaRows.subject(row),
                        new Subject(new Context(row.getString("alias_context")), row.getString("alias_subject"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    SubjectHeads subjectHeads(SubjectPrefix prefix, Deleted deleted, Page page) {
        List<SubjectHead> heads = new ArrayList<>();
        Map<Scope, ConfigSettings> configs = new HashMap<>();
        Map<Scope, Mode> modes = new HashMap<>();
        database.readConsistently(trip -> {
            trip.add(heads(prefix, deleted, page), row -> {
                SubjectHead head = head(row);
                heads.add(head);
                read(Scope.of(head.subject()), row, configs, modes);
            });
            trip.add(
                    contextSettings(prefix),
                    row -> read(Scope.of(new Subject(new Context(row.getString("context")), "")), row, configs, modes));
        });
        return new SubjectHeads(heads, configs, modes);
    }

    /** Rows that are there already are not followed again, so that a circle, were there one, would end. */
    List<Referral> referrals(Subject subject, int most) {
        return database.read(handle -> handle.createQuery("""
                        WITH RECURSIVE referral AS (
                            SELECT v.context, v.subject, v.version, v.id, r.name,
                                   r.target_context, r.target_subject, r.version AS target_version
                              FROM signet.schema_references r
                              JOIN signet.schema_ids i ON i.context = r.context AND i.guid = r.guid
                              JOIN signet.versions v ON v.context = i.context AND v.id = i.id
                             WHERE r.target_context = :context AND r.target_subject = :subject
                             UNION
                            SELECT v.context, v.subject, v.version, v.id, r.name,
                                   r.target_context, r.target_subject, r.version
                              FROM referral f
                              JOIN signet.schema_references r
                                ON r.target_context = f.context AND r.target_subject = f.subject
                               AND r.version = f.version
                              JOIN signet.schema_ids i ON i.context = r.context AND i.guid = r.guid
                              JOIN signet.versions v ON v.context = i.context AND v.id = i.id),
                        followed AS (
                            SELECT context, subject, version, id, name, target_context, target_subject, target_version
                              FROM referral LIMIT :most)
                        SELECT f.context, f.subject, f.version, f.id, f.name,
                               f.target_context, f.target_subject, f.target_version,
                               CASE WHEN v.deleted_at IS NOT NULL THEN 'DELETED'
                                    WHEN EXISTS (
                                         SELECT 1 FROM signet.versions n
                                          WHERE n.context = f.context AND n.subject = f.subject
                                            AND n.version > f.version AND n.deleted_at IS NULL) THEN 'EARLIER'
                                    ELSE 'LATEST' END AS standing
                          FROM followed f
                          JOIN signet.versions v
                            ON v.context = f.context AND v.subject = f.subject AND v.version = f.version
                        """)
                .bind("context", subject.context().name())
                .bind("subject", subject.name())
                .bind("most", most)
                .map((row, context) -> referral(row))
                .list());
    }

    private static Referral referral(ResultSet row) throws SQLException {
        Subject target = new Subject(new Context(row.getString("target_context")), row.getString("target_subject"));
        return new Referral(
                new SubjectVersion(SchemaRows.subject(row), new Version(row.getInt("version"))),
                new SchemaId(row.getInt("id")),
                Referral.Standing.valueOf(row.getString("standing")),
                row.getString("name"),
                new SubjectVersion(target, new Version(row.getInt("target_version"))));
    }

    private static void read(Scope scope, ResultSet row, Map<Scope, ConfigSettings> configs, Map<Scope, Mode> modes)
            throws SQLException {
        ScopeRows.config(row).ifPresent(config -> configs.put(scope, config));
        ScopeRows.mode(row).ifPresent(mode -> modes.put(scope, mode));
    }

    private static SubjectHead head(ResultSet row) throws SQLException {
        return new SubjectHead(
                SchemaRows.subject(row),
                new Version(row.getInt("version")),
                new SchemaId(row.getInt("id")),
                SchemaRows.guid(row),
                SchemaType.valueOf(row.getString("type")),
                row.getBoolean("deleted"));
    }

    /** The page is cut before anything is looked up for its subjects. */
    private static Statement heads(SubjectPrefix prefix, Deleted deleted, Page page) {
        return Statement.of("""
                        WITH page AS MATERIALIZED (
                             SELECT s.context, s.name
                               FROM signet.subjects s
                              WHERE (:context::text IS NULL OR s.context = :context)
                                AND starts_with(s.name, :prefix)
                                AND CASE WHEN :deleted = 'EXCLUDED' THEN true
                                    ELSE EXISTS (
                                         SELECT 1 FROM signet.versions v
                                          WHERE v.context = s.context AND v.subject = s.name) END
                                AND CASE WHEN :deleted = 'INCLUDED' THEN true
                                    ELSE (:deleted = 'EXCLUDED') = EXISTS (
                                         SELECT 1 FROM signet.versions v
                                          WHERE v.context = s.context AND v.subject = s.name
                                            AND v.deleted_at IS NULL) END
                              ORDER BY signet.qualified_name(s.context, s.name)
                             OFFSET :offset LIMIT :limit)
                        SELECT p.context, p.name AS subject, v.version, v.id, v.deleted, i.guid, t.type, m.mode,
                               g.context IS NOT NULL AS configured,
                               g.alias, g.alias_for_deks, g.normalize, g.validate_fields, g.validate_new_schemas,
                               g.validate_rules, g.compatibility_level, g.compatibility_policy, g.compatibility_group,
                               g.default_metadata, g.override_metadata, g.default_rule_set, g.override_rule_set
                          FROM page p
                         CROSS JOIN LATERAL (
                               SELECT x.version, x.id, x.deleted_at IS NOT NULL AS deleted
                                 FROM signet.versions x
                                WHERE x.context = p.context AND x.subject = p.name
                                ORDER BY x.deleted_at IS NULL DESC, x.version DESC
                                LIMIT 1) AS v
                          JOIN signet.schema_ids i ON i.context = p.context AND i.id = v.id
                          JOIN signet.contents t ON t.context = i.context AND t.guid = i.guid
                          LEFT JOIN signet.configs g ON g.context = p.context AND g.subject = p.name AND p.name <> ''
                          LEFT JOIN signet.modes m ON m.context = p.context AND m.subject = p.name AND p.name <> ''
                         ORDER BY signet.qualified_name(p.context, p.name)
                        """)
                .text("context", prefix.context().map(Context::name).orElse(null))
                .text("prefix", prefix.namePrefix())
                .text("deleted", deleted.name())
                .number("offset", page.offset())
                .number("limit", page.limit() <= 0 ? null : page.limit());
    }

    private static Statement contextSettings(SubjectPrefix prefix) {
        return Statement.of("""
                        SELECT c.name AS context, m.mode, g.context IS NOT NULL AS configured,
                               g.alias, g.alias_for_deks, g.normalize, g.validate_fields, g.validate_new_schemas,
                               g.validate_rules, g.compatibility_level, g.compatibility_policy, g.compatibility_group,
                               g.default_metadata, g.override_metadata, g.default_rule_set, g.override_rule_set
                          FROM signet.contexts c
                          LEFT JOIN signet.configs g ON g.context = c.name AND g.subject = ''
                          LEFT JOIN signet.modes m ON m.context = c.name AND m.subject = ''
                         WHERE (:context::text IS NULL OR c.name IN (:context, '.', '.__GLOBAL'))
                           AND (g.context IS NOT NULL OR m.context IS NOT NULL)
                        """)
                .text("context", prefix.context().map(Context::name).orElse(null));
    }
}
