package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.SearchField;
import dev.signet.server.registry.SearchQuery;
import dev.signet.server.registry.SearchResult;
import dev.signet.server.registry.SearchScope;
import dev.signet.server.registry.SubjectSummary;
import dev.signet.server.registry.Which;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How long consoles wait, in a registry as large as {@code signet.test.catalog-subjects} says, ten versions each. */
class CatalogLoadIT {
    private static final int SUBJECTS = Integer.getInteger("signet.test.catalog-subjects", 400);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void a_page_of_subjects_and_a_search_come_in_bounded_time() {
        fill();
        try (PostgresStore store = PostgresStore.open(database.settings())) {
            Registry registry = new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);

            int searches = 1;
            SearchResult result = timed("first search", () -> search(registry, "unitPrice"));
            while (result.pending() > 0) {
                result = search(registry, "unitPrice");
                searches++;
            }
            System.out.printf("%d versions: %d searches until all words were there%n", SUBJECTS * 10, searches);
            for (int i = 0; i < 7; i++) {
                List<SubjectSummary> page = timed(
                        "page of subjects", () -> registry.summaries(":*:", Deleted.EXCLUDED, new Page(0, 1_000)));
                assertThat(page).hasSize(Math.min(1_000, SUBJECTS));
                timed("a word of every schema", () -> search(registry, "order"));
                SearchResult rare =
                        timed("a word of one subject", () -> search(registry, "extra" + (SUBJECTS / 2) + "x9"));
                assertThat(rare.hits()).hasSize(1);
                timed("a word that is nowhere", () -> search(registry, "nowhere"));
            }
        }
    }

    private static SearchResult search(Registry registry, String typed) {
        return registry.search(
                SearchQuery.of(typed, SearchField.all()).asOptional().orElseThrow(),
                SearchScope.of(":*:", Which.LATEST, Deleted.EXCLUDED),
                new Page(0, 100));
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%s: %.1f ms%n", what, took.toNanos() / 1e6);
        assertThat(took).as(what).isLessThan(LONGEST);
        return result;
    }

    private void fill() {
        database.execute("""
                INSERT INTO signet.subjects (context, name, last_version)
                SELECT '.', 'team-' || s %% 50 || '.topic-' || s || '-value', 10 FROM generate_series(1, %1$d) AS s;
                INSERT INTO signet.contents (context, guid, sha256, type, text)
                SELECT '.', md5(s || ' ' || v)::uuid, sha256(convert_to(s || ' ' || v, 'UTF8')), 'AVRO',
                       '{"type":"record","name":"Order' || s || '","namespace":"com.acme.team' || s %% 50
                       || '","doc":"What is known about an order of topic ' || s || '.","fields":['
                       || (SELECT string_agg('{"name":"field' || f || 'Of' || (s + f) %% 997
                                  || '","type":["null","string"],"default":null,"doc":"Part ' || f || ' of it."}', ',')
                             FROM generate_series(1, 12) AS f)
                       || ',{"name":"extra' || s || 'x' || v || '","type":"int"},{"name":"unitPrice","type":"int"}]}'
                  FROM generate_series(1, %1$d) AS s, generate_series(0, 9) AS v;
                INSERT INTO signet.schema_ids (context, id, guid)
                SELECT '.', s * 10 + v, md5(s || ' ' || v)::uuid
                  FROM generate_series(1, %1$d) AS s, generate_series(0, 9) AS v;
                INSERT INTO signet.versions (context, subject, version, id, created_by, proof)
                SELECT '.', 'team-' || s %% 50 || '.topic-' || s || '-value', v + 1, s * 10 + v, 'anonymous', 'NONE'
                  FROM generate_series(1, %1$d) AS s, generate_series(0, 9) AS v;
                INSERT INTO signet.configs (context, subject, compatibility_level)
                SELECT '.', 'team-' || s %% 50 || '.topic-' || s || '-value', 'FULL'
                  FROM generate_series(1, %1$d, 10) AS s;
                """.formatted(SUBJECTS));
        database.execute("ANALYZE");
    }
}
