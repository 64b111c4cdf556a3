package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.server.registry.Change;
import dev.signet.server.registry.Change.StoreContent.Kept;
import dev.signet.server.registry.ContentName;
import dev.signet.server.registry.ContentState;
import dev.signet.server.registry.ContextId;
import dev.signet.server.registry.StoredContent;
import dev.signet.server.registry.Target;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Contents, their ids and their references. */
final class ContentRows {
    private ContentRows() {}

    static void addStates(RoundTrip trip, Collection<ContentName> names, BiConsumer<ContentName, ContentState> reader) {
        trip.add(
                Names.contents(Statement.of("""
                        SELECT c.context, c.guid, c.sha256, c.text IS NOT NULL AS has_text,
                               array(SELECT i.id FROM signet.schema_ids i
                                      WHERE i.context = c.context AND i.guid = c.guid ORDER BY i.id) AS ids
                          FROM signet.contents c
                          JOIN unnest(:contexts, :guids) AS w (context, guid)
                            ON c.context = w.context AND c.guid = w.guid
                        """), names),
                row -> reader.accept(
                        new ContentName(new Context(row.getString("context")), SchemaRows.guid(row)),
                        new ContentState(row.getBytes("sha256"), row.getBoolean("has_text"), ids(row))));
    }

    private static List<SchemaId> ids(ResultSet row) throws SQLException {
        Integer[] ids = (Integer[]) row.getArray("ids").getArray();
        return Arrays.stream(ids).map(SchemaId::new).toList();
    }

    static void addBindings(RoundTrip trip, Collection<ContextId> ids, BiConsumer<ContextId, SchemaGuid> reader) {
        trip.add(Names.ids(Statement.of("""
                        SELECT i.context, i.id, i.guid
                          FROM signet.schema_ids i
                          JOIN unnest(:contexts, :ids) AS w (context, id)
                            ON i.context = w.context AND i.id = w.id
                        """), ids), row -> reader.accept(id(row), SchemaRows.guid(row)));
    }

    /** The schemas of live versions that are not known yet. */
    static void addTexts(
            RoundTrip trip, Collection<Subject> subjects, Set<SchemaId> known, Consumer<StoredContent> reader) {
        trip.add(
                Names.subjects(Statement.of("""
                        SELECT s.context, s.id, s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions,
                               t.contexts AS target_contexts, t.ids AS target_ids
                          FROM (SELECT DISTINCT v.context, v.id
                                  FROM signet.versions v
                                  JOIN unnest(:contexts, :subjects) AS w (context, subject)
                                    ON v.context = w.context AND v.subject = w.subject
                                 WHERE v.deleted_at IS NULL AND v.id <> ALL (:known)) AS n
                          JOIN signet.schemas s ON s.context = n.context AND s.id = n.id
                          LEFT JOIN LATERAL (
                               SELECT array_agg(x.context ORDER BY r.position) AS contexts,
                                      array_agg(x.id ORDER BY r.position) AS ids
                                 FROM signet.schema_references r
                                 JOIN signet.versions x ON x.context = r.target_context
                                  AND x.subject = r.target_subject AND x.version = r.version
                                WHERE r.context = s.context AND r.guid = s.guid) AS t ON true
                        """), subjects).numbers("known", Names.each(known, SchemaId::value)),
                row -> reader.accept(stored(row)));
    }

    /** The schemas of these ids and all that they refer to, directly or not. */
    static void addClosure(RoundTrip trip, Collection<ContextId> ids, Consumer<StoredContent> reader) {
        trip.add(Names.ids(Statement.of("""
                        WITH RECURSIVE reached (context, id) AS (
                             SELECT w.context COLLATE "C", w.id FROM unnest(:contexts, :ids) AS w (context, id)
                              UNION
                             SELECT x.context, x.id
                               FROM reached n
                               JOIN signet.schema_ids i ON i.context = n.context AND i.id = n.id
                               JOIN signet.schema_references r ON r.context = i.context AND r.guid = i.guid
                               JOIN signet.versions x ON x.context = r.target_context
                                AND x.subject = r.target_subject AND x.version = r.version)
                        SELECT s.context, s.id, s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions,
                               t.contexts AS target_contexts, t.ids AS target_ids
                          FROM reached n
                          JOIN signet.schemas s ON s.context = n.context AND s.id = n.id
                          LEFT JOIN LATERAL (
                               SELECT array_agg(x.context ORDER BY r.position) AS contexts,
                                      array_agg(x.id ORDER BY r.position) AS ids
                                 FROM signet.schema_references r
                                 JOIN signet.versions x ON x.context = r.target_context
                                  AND x.subject = r.target_subject AND x.version = r.version
                                WHERE r.context = s.context AND r.guid = s.guid) AS t ON true
                        """), ids), row -> reader.accept(stored(row)));
    }

    private static StoredContent stored(ResultSet row) throws SQLException {
        List<ContextId> dependencies = new ArrayList<>();
        Array contexts = row.getArray("target_contexts");
        if (contexts != null) {
            String[] context = (String[]) contexts.getArray();
            Integer[] id = (Integer[]) row.getArray("target_ids").getArray();
            for (int i = 0; i < context.length; i++) {
                dependencies.add(new ContextId(new Context(context[i]), new SchemaId(id[i])));
            }
        }
        return new StoredContent(id(row), SchemaRows.guid(row), SchemaRows.schema(row), dependencies);
    }

    static ContextId id(ResultSet row) throws SQLException {
        return new ContextId(new Context(row.getString("context")), new SchemaId(row.getInt("id")));
    }

    static void store(RoundTrip trip, Change.StoreContent change) {
        SchemaText schema = change.schema().content();
        String context = change.context().name();
        UUID guid = change.schema().guid().value();
        Statement statement = change.kept() == Kept.NOTHING ? Statement.of("""
                        INSERT INTO signet.contents (context, guid, sha256, type, text, metadata, rule_set)
                        VALUES (:context, :guid, :sha256, :type, :text, :metadata, :rule_set)
                        """) : Statement.of("""
                        UPDATE signet.contents
                           SET text = :text, metadata = :metadata, rule_set = :rule_set, cleared_at = NULL
                         WHERE context = :context AND guid = :guid AND sha256 = :sha256 AND type = :type
                        """);
        trip.add(statement
                .text("context", context)
                .uuid("guid", guid)
                .bytes("sha256", change.schema().identity().sha256())
                .text("type", schema.type().name())
                .text("text", schema.text())
                .text("metadata", JsonText.of(schema.metadata()))
                .text("rule_set", JsonText.ofRules(schema.ruleSet())));
        if (!schema.references().isEmpty()) {
            storeReferences(trip, context, guid, schema.references(), change.targets());
        }
    }

    private static void storeReferences(
            RoundTrip trip, String context, UUID guid, List<SchemaReference> references, List<Target> targets) {
        trip.add(Statement.of("""
                        INSERT INTO signet.schema_references
                               (context, guid, position, name, subject, version, target_context, target_subject)
                        SELECT :context, :guid, position, name, subject, version, target_context, target_subject
                          FROM unnest(:positions, :names, :subjects, :versions, :target_contexts, :target_subjects)
                            AS w (position, name, subject, version, target_context, target_subject)
                        """)
                .text("context", context)
                .uuid("guid", guid)
                .numbers(
                        "positions",
                        IntStream.range(0, references.size()).boxed().toList())
                .texts("names", Names.each(references, SchemaReference::name))
                .texts("subjects", Names.each(references, SchemaReference::subject))
                .numbers("versions", Names.each(references, SchemaReference::version))
                .texts(
                        "target_contexts",
                        Names.each(targets, target -> target.subject().context().name()))
                .texts(
                        "target_subjects",
                        Names.each(targets, target -> target.subject().name())));
    }

    static void bind(RoundTrip trip, Change.BindId change) {
        boolean imported = change.origin() == Change.BindId.Origin.IMPORTED;
        trip.add(Statement.of("""
                        INSERT INTO signet.schema_ids (context, id, guid, imported)
                        VALUES (:context, :id, :guid, :imported)
                        """)
                .text("context", change.context().name())
                .number("id", change.id().value())
                .uuid("guid", change.guid().value())
                .flag("imported", imported));
        if (imported) {
            IdCounters.moveBeyond(trip, change.context(), change.id());
        }
    }

    /** Clears what no version will use once these are gone; the caller holds the contents' rows. */
    static void clearUnusedWithout(RoundTrip trip, Subject subject, List<Version> versions) {
        trip.add(Statement.of("""
                        WITH unused AS (
                             SELECT DISTINCT i.context, i.guid
                               FROM signet.versions v
                               JOIN signet.schema_ids i ON i.context = v.context AND i.id = v.id
                              WHERE v.context = :context AND v.subject = :subject AND v.version = ANY (:versions)
                                AND NOT EXISTS (
                                    SELECT 1
                                      FROM signet.schema_ids o
                                      JOIN signet.versions u ON u.context = o.context AND u.id = o.id
                                     WHERE o.context = i.context AND o.guid = i.guid
                                       AND NOT (u.subject = :subject AND u.version = ANY (:versions)))),
                        cleared AS (
                             UPDATE signet.contents c
                                SET text = NULL, metadata = NULL, rule_set = NULL, cleared_at = now()
                               FROM unused
                              WHERE c.context = unused.context AND c.guid = unused.guid)
                        DELETE FROM signet.schema_references r
                         USING unused
                         WHERE r.context = unused.context AND r.guid = unused.guid
                        """)
                .text("context", subject.context().name())
                .text("subject", subject.name())
                .numbers("versions", Names.each(versions, Version::number)));
    }
}
