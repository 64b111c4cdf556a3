package dev.signet.server.postgres;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaType;
import dev.signet.server.registry.ContentName;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.SearchField;
import dev.signet.server.registry.SearchQuery;
import dev.signet.server.registry.SearchScope;
import dev.signet.server.registry.SearchWords;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.TypedText;
import dev.signet.server.registry.Which;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schemas by their words, as PostgreSQL's own text search keeps them: one vector a content, its weights say where. */
final class SearchTerms {
    private static final Map<SearchField, Character> WEIGHTS =
            Map.of(SearchField.NAME, 'A', SearchField.FIELD, 'B', SearchField.DOC, 'C');

    /** Words that more contents have are looked for from subject to subject. */
    static final int RARE = 1_000;

    private final Database database;
    private final int rare;

    /**
     * Words in a database.
     *
     * @param rare how many contents may have a word that is looked up in the index; none with -1
     */
    SearchTerms(Database database, int rare) {
        this.database = database;
        this.rare = rare;
    }

    int addWords(int most, Function<TypedText, SearchWords> words) {
        return database.write(() -> new Adding(most, words));
    }

    /** One batch; whoever adds at the same time waits, and finds the work done. */
    private static final class Adding implements Database.Writing<Integer> {
        private final int most;
        private final Function<TypedText, SearchWords> words;
        private final List<ContentName> names = new ArrayList<>();
        private final List<String> vectors = new ArrayList<>();

        Adding(int most, Function<TypedText, SearchWords> words) {
            this.most = most;
            this.words = words;
        }

        @Override
        public void lockAndLoad(RoundTrip trip) {
            trip.add(Statement.of("""
                            SELECT c.context, c.guid, c.type, c.text
                              FROM signet.contents c
                             WHERE c.terms IS NULL AND c.text IS NOT NULL
                             ORDER BY c.context, c.guid
                             LIMIT :most
                               FOR NO KEY UPDATE
                            """).number("most", most), row -> {
                names.add(new ContentName(new Context(row.getString("context")), SchemaRows.guid(row)));
                vectors.add(vector(
                        words.apply(new TypedText(SchemaType.valueOf(row.getString("type")), row.getString("text")))));
            });
        }

        @Override
        public boolean decide(RoundTrip trip) {
            if (names.isEmpty()) {
                return false;
            }
            trip.add(Names.contents(Statement.of("""
                            UPDATE signet.contents c
                               SET terms = CAST(w.vector AS tsvector)
                              FROM unnest(:contexts, :guids, :vectors) AS w (context, guid, vector)
                             WHERE c.context = w.context AND c.guid = w.guid
                            """), names).texts("vectors", vectors));
            return true;
        }

        @Override
        public Integer result() {
            return names.size();
        }
    }

    /** Words are letters and digits, so nothing in them needs escaping. */
    private static String vector(SearchWords words) {
        Set<String> all = new TreeSet<>();
        WEIGHTS.keySet().forEach(field -> all.addAll(words.of(field)));
        return all.stream()
                .map(word -> "'" + word + "':"
                        + SearchField.all().stream()
                                .filter(field -> words.of(field).contains(word))
                                .map(field -> String.valueOf(field.ordinal() + 1) + WEIGHTS.get(field))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    /** One field must have all words; null if none is searched by words. */
    private static @Nullable String tsquery(SearchQuery query) {
        String text = query.textFields().stream()
                .map(field -> query.words().stream()
                        .map(word -> "'" + word + "':*" + WEIGHTS.get(field))
                        .collect(Collectors.joining(" & ", "(", ")")))
                .collect(Collectors.joining(" | "));
        return text.isEmpty() ? null : text;
    }

    int withoutWords() {
        return database.read(
                handle -> handle.createQuery("""
                        SELECT count(*) FROM signet.contents WHERE terms IS NULL AND text IS NOT NULL
                        """).mapTo(Integer.class).one());
    }

    List<SubjectSchema> found(SearchQuery query, SearchScope scope, Page page) {
        List<SubjectSchema> found = new ArrayList<>();
        Statement statement = isRare(query) ? byIndex() : byWalk();
        database.readConsistently(trip ->
                trip.add(bound(statement, query, scope, page), row -> found.add(SchemaRows.subjectSchema(row))));
        return found;
    }

    /** Whether so few contents have the words that all their versions can be fetched and sorted. */
    private boolean isRare(SearchQuery query) {
        int[] count = new int[1];
        database.readConsistently(trip -> trip.add(
                Statement.of("""
                        SELECT count(*) AS count
                          FROM (SELECT 1 FROM signet.contents WHERE terms @@ CAST(:words AS tsquery) LIMIT :most) AS few
                        """).text("words", tsquery(query)).number("most", rare + 1),
                row -> count[0] = row.getInt("count")));
        return count[0] <= rare;
    }

    private static Statement bound(Statement statement, SearchQuery query, SearchScope scope, Page page) {
        return statement
                .text("words", tsquery(query))
                .text("guid", query.guid().map(guid -> guid.toString()).orElse(null))
                .number("id", query.id().map(id -> id.value()).orElse(null))
                .text("part", query.subjectPart().orElse(null))
                .text("context", scope.prefix().context().map(Context::name).orElse(null))
                .text("prefix", scope.prefix().namePrefix())
                .text("deleted", scope.deleted().name())
                .flag("latest_only", scope.which() == Which.LATEST)
                .number("offset", page.offset())
                .number("limit", page.limit() <= 0 ? null : page.limit());
    }

    /**
     * From the few contents that fit to their versions. Laterals with OFFSET 0 keep the planner, which thinks that a word
     * is common, from reading whole tables.
     */
    private static Statement byIndex() {
        return Statement.of("""
                        WITH ids AS (
                             SELECT i.context, i.id
                               FROM signet.contents c
                              CROSS JOIN LATERAL (
                                    SELECT x.context, x.id FROM signet.schema_ids x
                                     WHERE x.context = c.context AND x.guid = c.guid OFFSET 0) AS i
                              WHERE c.terms @@ CAST(:words AS tsquery) AND c.text IS NOT NULL
                             UNION
                             SELECT c.context, i.id
                               FROM signet.contents c
                               JOIN signet.schema_ids i ON i.context = c.context AND i.guid = c.guid
                              WHERE c.guid = CAST(:guid AS uuid)
                             UNION
                             SELECT x.name, :id::integer
                               FROM signet.contexts x
                              WHERE :id::integer IS NOT NULL),
                        hits AS (
                             SELECT v.context, v.subject, v.version, v.id, v.created_at, v.deleted_at
                               FROM ids
                              CROSS JOIN LATERAL (
                                    SELECT x.context, x.subject, x.version, x.id, x.created_at, x.deleted_at
                                      FROM signet.versions x
                                     WHERE x.context = ids.context AND x.id = ids.id OFFSET 0) AS v
                             UNION
                             SELECT v.context, v.subject, v.version, v.id, v.created_at, v.deleted_at
                               FROM signet.subjects s
                              CROSS JOIN LATERAL (
                                    SELECT x.context, x.subject, x.version, x.id, x.created_at, x.deleted_at
                                      FROM signet.versions x
                                     WHERE x.context = s.context AND x.subject = s.name OFFSET 0) AS v
                              WHERE strpos(lower(s.name), :part) > 0),
                        page AS MATERIALIZED (
                             SELECT h.context, h.subject, h.version, h.id, h.created_at,
                                    h.deleted_at IS NOT NULL AS deleted
                               FROM hits h
                              WHERE (:context::text IS NULL OR h.context = :context)
                                AND starts_with(h.subject, :prefix)
                                AND CASE :deleted WHEN 'EXCLUDED' THEN h.deleted_at IS NULL
                                                  WHEN 'ONLY' THEN h.deleted_at IS NOT NULL
                                                  ELSE true END
                                AND NOT (:latest_only AND EXISTS (
                                    SELECT 1 FROM signet.versions n
                                     WHERE n.context = h.context AND n.subject = h.subject AND n.version > h.version
                                       AND CASE :deleted WHEN 'EXCLUDED' THEN n.deleted_at IS NULL
                                                         WHEN 'ONLY' THEN n.deleted_at IS NOT NULL
                                                         ELSE true END))
                              ORDER BY signet.qualified_name(h.context, h.subject), h.version
                             OFFSET :offset LIMIT :limit)
                        SELECT p.context, p.subject, p.version, p.id, p.created_at, p.deleted,
                               s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions
                          FROM page p
                         CROSS JOIN LATERAL (
                               SELECT x.guid, x.type, x.text, x.metadata, x.rule_set,
                                      x.reference_names, x.reference_subjects, x.reference_versions
                                 FROM signet.schemas x
                                WHERE x.context = p.context AND x.id = p.id
                               OFFSET 0) AS s
                         ORDER BY signet.qualified_name(p.context, p.subject), p.version
                        """);
    }

    /** From subject to subject until the page is full; what most schemas have fills it soon. */
    private static Statement byWalk() {
        return Statement.of("""
                        WITH page AS MATERIALIZED (
                             SELECT s.qualified, v.context, v.subject, v.version, v.id, v.created_at, v.deleted
                               FROM (SELECT x.context, x.name, signet.qualified_name(x.context, x.name) AS qualified
                                       FROM signet.subjects x
                                      WHERE (:context::text IS NULL OR x.context = :context)
                                        AND starts_with(x.name, :prefix)
                                      ORDER BY qualified
                                     OFFSET 0) AS s
                              CROSS JOIN LATERAL (
                                    SELECT x.context, x.subject, x.version, x.id, x.created_at,
                                           x.deleted_at IS NOT NULL AS deleted
                                      FROM signet.versions x
                                     WHERE x.context = s.context AND x.subject = s.name
                                       AND CASE :deleted WHEN 'EXCLUDED' THEN x.deleted_at IS NULL
                                                         WHEN 'ONLY' THEN x.deleted_at IS NOT NULL
                                                         ELSE true END
                                     ORDER BY x.version DESC
                                     LIMIT CASE WHEN :latest_only THEN 1 END) AS v
                              CROSS JOIN LATERAL (
                                    SELECT c.guid = CAST(:guid AS uuid) AS named,
                                           c.terms @@ CAST(:words AS tsquery) AS fits
                                      FROM signet.schema_ids i
                                      JOIN signet.contents c ON c.context = i.context AND c.guid = i.guid
                                     WHERE i.context = v.context AND i.id = v.id
                                    OFFSET 0) AS c
                              WHERE c.fits OR c.named OR v.id = :id OR strpos(lower(s.name), :part) > 0
                              ORDER BY s.qualified, v.version
                             OFFSET :offset LIMIT :limit)
                        SELECT p.context, p.subject, p.version, p.id, p.created_at, p.deleted,
                               s.guid, s.type, s.text, s.metadata, s.rule_set,
                               s.reference_names, s.reference_subjects, s.reference_versions
                          FROM page p
                         CROSS JOIN LATERAL (
                               SELECT x.guid, x.type, x.text, x.metadata, x.rule_set,
                                      x.reference_names, x.reference_subjects, x.reference_versions
                                 FROM signet.schemas x
                                WHERE x.context = p.context AND x.id = p.id
                               OFFSET 0) AS s
                         ORDER BY p.qualified, p.version
                        """);
    }
}
