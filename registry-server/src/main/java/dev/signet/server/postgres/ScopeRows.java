package dev.signet.server.postgres;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Population;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Contexts, and what is set on them and on subjects. */
final class ScopeRows {
    private ScopeRows() {}

    /** Takes in what is set on a scope. */
    interface Reader {
        void read(Instant now, Scope scope, ResultSet row) throws SQLException;
    }

    /** Reads what is set on scopes, with the time of the transaction and whether their contexts are shown. */
    static void add(RoundTrip trip, Set<Scope> scopes, Reader reader) {
        trip.add(
                Names.subjects(Statement.of("""
                        SELECT now() AS at, w.context, w.subject, x.listed, m.mode, c.context IS NOT NULL AS configured,
                               c.alias, c.alias_for_deks, c.normalize, c.validate_fields, c.validate_new_schemas,
                               c.validate_rules, c.compatibility_level, c.compatibility_policy, c.compatibility_group,
                               c.default_metadata, c.override_metadata, c.default_rule_set, c.override_rule_set
                          FROM unnest(:contexts, :subjects) AS w (context, subject)
                          LEFT JOIN signet.contexts x ON x.name = w.context
                          LEFT JOIN signet.configs c ON c.context = w.context AND c.subject = w.subject
                          LEFT JOIN signet.modes m ON m.context = w.context AND m.subject = w.subject
                        """), Names.each(scopes, Scope::asSubject)),
                row -> reader.read(SchemaRows.instant(row, "at"), Scope.of(SchemaRows.subject(row)), row));
    }

    static boolean listed(ResultSet row) throws SQLException {
        return row.getBoolean("listed");
    }

    static Optional<Mode> mode(ResultSet row) throws SQLException {
        return text(row, "mode").map(Mode::valueOf);
    }

    static Optional<ConfigSettings> config(ResultSet row) throws SQLException {
        return row.getBoolean("configured") ? Optional.of(settings(row)) : Optional.empty();
    }

    private static ConfigSettings settings(ResultSet row) throws SQLException {
        return new ConfigSettings(
                text(row, "alias"),
                text(row, "alias_for_deks"),
                flag(row, "normalize"),
                flag(row, "validate_fields"),
                flag(row, "validate_new_schemas"),
                flag(row, "validate_rules"),
                text(row, "compatibility_level").map(CompatibilityLevel::valueOf),
                text(row, "compatibility_policy"),
                text(row, "compatibility_group"),
                JsonText.metadata(row.getString("default_metadata")),
                JsonText.metadata(row.getString("override_metadata")),
                JsonText.ruleSet(row.getString("default_rule_set")),
                JsonText.ruleSet(row.getString("override_rule_set")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Boolean> flag(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static void addPopulations(RoundTrip trip, Collection<Context> contexts, BiConsumer<Context, Population> reader) {
        trip.add(
                Statement.of("""
                        SELECT c.name, c.listed,
                               EXISTS (SELECT 1 FROM signet.versions v
                                        WHERE (v.context = c.name OR c.name = '.__GLOBAL')
                                          AND v.deleted_at IS NULL) AS live,
                               EXISTS (SELECT 1 FROM signet.versions v
                                        WHERE v.context = c.name OR c.name = '.__GLOBAL') AS inhabited
                          FROM signet.contexts c
                         WHERE c.name = ANY (:contexts)
                        """).texts("contexts", Names.contexts(contexts)),
                row -> reader.accept(
                        new Context(row.getString("name")),
                        new Population(row.getBoolean("listed"), row.getBoolean("live"), row.getBoolean("inhabited"))));
    }

    static void show(RoundTrip trip, Context context) {
        trip.add(Statement.of("""
                UPDATE signet.contexts SET listed = true, revision = revision + 1 WHERE name = :context
                """).text("context", context.name()));
    }

    static void hide(RoundTrip trip, Context context) {
        trip.add(Statement.of("""
                UPDATE signet.contexts SET listed = false, revision = revision + 1 WHERE name = :context
                """).text("context", context.name()));
        trip.add(Statement.of("DELETE FROM signet.configs WHERE context = :context")
                .text("context", context.name()));
        trip.add(Statement.of("DELETE FROM signet.modes WHERE context = :context")
                .text("context", context.name()));
    }

    static void putConfig(RoundTrip trip, Scope scope, ConfigSettings config) {
        trip.add(settings(named(Statement.of("""
                        INSERT INTO signet.configs (context, subject, alias, alias_context, alias_subject,
                               alias_for_deks, normalize, validate_fields, validate_new_schemas, validate_rules,
                               compatibility_level, compatibility_policy, compatibility_group, default_metadata,
                               override_metadata, default_rule_set, override_rule_set)
                        VALUES (:context, :subject, :alias, :alias_context, :alias_subject,
                               :alias_for_deks, :normalize, :validate_fields, :validate_new_schemas, :validate_rules,
                               :compatibility_level, :compatibility_policy, :compatibility_group, :default_metadata,
                               :override_metadata, :default_rule_set, :override_rule_set)
                            ON CONFLICT (context, subject) DO UPDATE
                           SET alias = EXCLUDED.alias,
                               alias_context = EXCLUDED.alias_context,
                               alias_subject = EXCLUDED.alias_subject,
                               alias_for_deks = EXCLUDED.alias_for_deks,
                               normalize = EXCLUDED.normalize,
                               validate_fields = EXCLUDED.validate_fields,
                               validate_new_schemas = EXCLUDED.validate_new_schemas,
                               validate_rules = EXCLUDED.validate_rules,
                               compatibility_level = EXCLUDED.compatibility_level,
                               compatibility_policy = EXCLUDED.compatibility_policy,
                               compatibility_group = EXCLUDED.compatibility_group,
                               default_metadata = EXCLUDED.default_metadata,
                               override_metadata = EXCLUDED.override_metadata,
                               default_rule_set = EXCLUDED.default_rule_set,
                               override_rule_set = EXCLUDED.override_rule_set,
                               updated_at = now()
                        """), scope), scope, config));
        advance(trip, scope);
    }

    private static Statement settings(Statement statement, Scope scope, ConfigSettings config) {
        Optional<Subject> behind =
                config.alias().filter(alias -> !alias.isEmpty()).map(alias -> Subject.parse(alias, scope.context()));
        return statement
                .text("alias", config.alias().orElse(null))
                .text(
                        "alias_context",
                        behind.map(subject -> subject.context().name()).orElse(null))
                .text("alias_subject", behind.map(Subject::name).orElse(null))
                .text("alias_for_deks", config.aliasForDeks().orElse(null))
                .flag("normalize", config.normalize().orElse(null))
                .flag("validate_fields", config.validateFields().orElse(null))
                .flag("validate_new_schemas", config.validateNewSchemas().orElse(null))
                .flag("validate_rules", config.validateRules().orElse(null))
                .text(
                        "compatibility_level",
                        config.compatibilityLevel().map(Enum::name).orElse(null))
                .text("compatibility_policy", config.compatibilityPolicy().orElse(null))
                .text("compatibility_group", config.compatibilityGroup().orElse(null))
                .text("default_metadata", JsonText.of(config.defaultMetadata()))
                .text("override_metadata", JsonText.of(config.overrideMetadata()))
                .text("default_rule_set", JsonText.ofRules(config.defaultRuleSet()))
                .text("override_rule_set", JsonText.ofRules(config.overrideRuleSet()));
    }

    static void dropConfig(RoundTrip trip, Scope scope) {
        trip.add(named(Statement.of("""
                DELETE FROM signet.configs WHERE context = :context AND subject = :subject
                """), scope));
        advance(trip, scope);
    }

    static void putMode(RoundTrip trip, Scope scope, Mode mode) {
        trip.add(named(Statement.of("""
                INSERT INTO signet.modes (context, subject, mode) VALUES (:context, :subject, :mode)
                    ON CONFLICT (context, subject) DO UPDATE SET mode = EXCLUDED.mode, updated_at = now()
                """), scope).text("mode", mode.name()));
        advance(trip, scope);
    }

    static void dropMode(RoundTrip trip, Scope scope) {
        trip.add(named(Statement.of("""
                DELETE FROM signet.modes WHERE context = :context AND subject = :subject
                """), scope));
        advance(trip, scope);
    }

    /** The exclusive lock of the context keeps writers of its subjects away. */
    static void dropModesBelow(RoundTrip trip, Context context) {
        trip.add(Statement.of("""
                WITH gone AS (
                     DELETE FROM signet.modes
                      WHERE subject <> '' AND (context = :context OR :everywhere)
                     RETURNING context, subject)
                UPDATE signet.subjects s
                   SET revision = revision + 1
                  FROM gone
                 WHERE s.context = gone.context AND s.name = gone.subject
                """).text("context", context.name()).flag("everywhere", context.equals(Context.GLOBAL)));
        advance(trip, Scope.of(new Subject(context, "")));
    }

    private static void advance(RoundTrip trip, Scope scope) {
        if (scope instanceof Scope.OfSubject of) {
            SubjectRows.advance(trip, of.subject());
        } else {
            trip.add(Statement.of("""
                    UPDATE signet.contexts SET revision = revision + 1 WHERE name = :context
                    """).text("context", scope.context().name()));
        }
    }

    private static Statement named(Statement statement, Scope scope) {
        return statement
                .text("context", scope.context().name())
                .text("subject", scope.asSubject().name());
    }
}
