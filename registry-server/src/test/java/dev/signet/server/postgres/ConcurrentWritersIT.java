package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.compat.CompatibilityChecker;
import dev.signet.schema.compat.EarlierVersion;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.SchemaFormat.Strictness;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.ConfigChange;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Deletion;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.ListedSchema;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Page;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.SchemaList;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.Submission;
import dev.signet.server.registry.Which;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several servers on one database, with several writers each. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ConcurrentWritersIT {
    private static final int ROUNDS = Integer.getInteger("signet.test.writer-rounds", 1);
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final List<PostgresStore> STORES = List.of(open(), open(), open());

    private final List<Registry> servers = STORES.stream()
            .map(store -> new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS))
            .toList();

    private static PostgresStore open() {
        return PostgresStore.open(DATABASE.settings().withConnections(6));
    }

    @AfterAll
    static void close() {
        STORES.forEach(PostgresStore::close);
    }

    @BeforeEach
    void empty() {
        DATABASE.clear();
    }

    @Test
    void schemas_that_exclude_each_other_never_follow_each_other_and_numbers_have_no_gaps() throws Exception {
        Subject subject = Subject.of("contended");
        servers.get(0).changeConfig(CALLER, Scope.of(subject), ConfigChange.level(CompatibilityLevel.FULL));
        AtomicInteger refused = new AtomicInteger();

        inParallel(12, (writer, random) -> {
            for (int i = 0; i < 12 * ROUNDS; i++) {
                Answer<SubjectSchema> answer = register(server(writer), subject, contended(random));
                if (answer instanceof Answer.Refused<SubjectSchema> no) {
                    assertThat(no.refusal().code()).isEqualTo(ErrorCode.INCOMPATIBLE_SCHEMA);
                    refused.incrementAndGet();
                }
            }
        });

        List<SubjectSchema> history =
                servers.get(0).schemas(SchemaList.of("contended", Deleted.EXCLUDED, Which.ALL), Page.ALL).stream()
                        .map(ListedSchema::version)
                        .toList();
        assertThat(refused.get()).isPositive();
        assertThat(history).hasSizeGreaterThan(1);
        assertThat(history.stream().map(version -> version.version().number()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(history.stream().map(SubjectSchema::guid)).doesNotHaveDuplicates();
        assertThat(history.stream().map(SubjectSchema::id)).doesNotHaveDuplicates();
        for (int i = 1; i < history.size(); i++) {
            SubjectSchema before = history.get(i - 1);
            List<EarlierVersion> earlier = List.of(new EarlierVersion(before.version(), before.id(), parsed(before)));
            assertThat(new CompatibilityChecker()
                            .check(parsed(history.get(i)), earlier, CompatibilityLevel.FULL)
                            .isCompatible())
                    .as("version %s after %s", history.get(i), before)
                    .isTrue();
        }
    }

    @Test
    void one_content_gets_one_id_however_many_register_it_at_once() throws Exception {
        inParallel(12, (writer, random) -> {
            for (int i = 0; i < 12 * ROUNDS; i++) {
                SchemaText schema = record("Shared" + i, "f");
                assertThat(register(server(writer), Subject.of("s-" + writer + "-" + i), schema))
                        .isInstanceOf(Answer.Done.class);
            }
        });

        assertThat(DATABASE.rows("SELECT count(*) = " + 12 * ROUNDS + ", count(DISTINCT guid) = " + 12 * ROUNDS
                        + " FROM signet.schema_ids"))
                .containsExactly("t t");
        assertThat(DATABASE.rows("SELECT count(*) FROM signet.versions WHERE version <> 1"))
                .containsExactly("0");
    }

    @Test
    void a_change_of_level_gets_through_steady_registrations_and_holds_from_then_on() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Duration> waits = new ArrayList<>();
        AtomicInteger registered = new AtomicInteger();

        inParallel(9, (writer, random) -> {
            if (writer == 0) {
                for (int i = 0; i < 10 * ROUNDS; i++) {
                    long before = System.nanoTime();
                    CompatibilityLevel level = i % 2 == 0 ? CompatibilityLevel.NONE : CompatibilityLevel.FULL;
                    assertThat(servers.get(0).changeConfig(CALLER, Scope.ROOT, ConfigChange.level(level)))
                            .isInstanceOf(Answer.Done.class);
                    waits.add(Duration.ofNanos(System.nanoTime() - before));
                }
                stop.set(true);
            }
            for (int i = 0; !stop.get(); i++) {
                register(server(writer), Subject.of("w" + writer + "-" + i / 20), record("R", "f" + i));
                registered.incrementAndGet();
            }
        });

        System.out.println("changes of level waited " + waits + " beside " + registered + " registrations");
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(4)) < 0);
        // The last change was FULL: from here on, both directions count on every server.
        for (Registry server : servers) {
            Subject subject = Subject.of("after-" + servers.indexOf(server));
            register(server, subject, record("R", "a"));
            assertThat(register(
                            server,
                            subject,
                            SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                                    + "[{\"name\":\"a\",\"type\":\"long\",\"default\":0}]}")))
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void hard_deletes_never_take_the_text_from_a_version_that_is_there() throws Exception {
        inParallel(8, (writer, random) -> {
            for (int i = 0; i < 20 * ROUNDS; i++) {
                Subject subject = Subject.of("s" + random.nextInt(4));
                if (random.nextInt(3) == 0) {
                    server(writer).deleteSubject(CALLER, subject, Deletion.SOFT);
                    server(writer).deleteSubject(CALLER, subject, Deletion.PERMANENT);
                } else {
                    register(server(writer), subject, record("R", "f" + random.nextInt(3)));
                }
            }
        });

        assertThat(DATABASE.rows("SELECT v.subject, v.version FROM signet.versions v"
                        + " JOIN signet.schema_ids i USING (context, id) JOIN signet.contents c USING (context, guid)"
                        + " WHERE c.text IS NULL"))
                .isEmpty();
        assertThat(DATABASE.rows("SELECT guid FROM signet.schema_ids GROUP BY guid HAVING count(*) > 1"))
                .isEmpty();
        assertThat(DATABASE.rows("SELECT c.guid FROM signet.contents c WHERE c.text IS NOT NULL AND NOT EXISTS"
                        + " (SELECT 1 FROM signet.schema_ids i JOIN signet.versions v USING (context, id)"
                        + " WHERE i.context = c.context AND i.guid = c.guid)"))
                .isEmpty();
    }

    @Test
    void no_live_schema_refers_to_a_version_that_was_deleted_meanwhile() throws Exception {
        register(servers.get(0), Subject.of("parts"), record("Part", "p"));

        inParallel(8, (writer, random) -> {
            for (int i = 0; i < 15 * ROUNDS; i++) {
                if (writer % 4 == 0) {
                    server(writer).deleteSubject(CALLER, Subject.of("parts"), Deletion.SOFT);
                    register(server(writer), Subject.of("parts"), record("Part", "p", "q" + random.nextInt(1_000_000)));
                    server(writer).deleteSubject(CALLER, Subject.of("whole" + random.nextInt(8)), Deletion.SOFT);
                } else {
                    register(server(writer), Subject.of("whole" + writer), referring("Whole" + writer + "x" + i));
                }
            }
        });

        assertThat(DATABASE.rows("SELECT u.subject, u.version, v.subject, v.version FROM signet.schema_references r"
                        + " JOIN signet.versions v ON v.context = r.target_context AND v.subject = r.target_subject"
                        + " AND v.version = r.version"
                        + " JOIN signet.schema_ids i ON i.context = r.context AND i.guid = r.guid"
                        + " JOIN signet.versions u ON u.context = i.context AND u.id = i.id"
                        + " WHERE u.deleted_at IS NULL AND v.deleted_at IS NOT NULL"))
                .isEmpty();
    }

    private interface Work {
        void run(int writer, SplittableRandom random);
    }

    private static void inParallel(int writers, Work work) throws Exception {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("-Dsignet.test.seed=" + seed);
        SplittableRandom seeds = new SplittableRandom(seed);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                SplittableRandom random = seeds.split();
                all.add(threads.submit(() -> work.run(number, random)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Registry server(int writer) {
        return servers.get(writer % servers.size());
    }

    private static Answer<SubjectSchema> register(Registry server, Subject subject, SchemaText schema) {
        return server.register(CALLER, subject, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.ENFORCED);
    }

    /** Any two with the same field and different types exclude each other. */
    private static SchemaText contended(SplittableRandom random) {
        String type = List.of("int", "long", "string", "boolean").get(random.nextInt(4));
        String value = type.equals("string") ? "\"\"" : type.equals("boolean") ? "false" : "0";
        return SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"c" + random.nextInt(3)
                + "\",\"type\":\"" + type + "\",\"default\":" + value + "},{\"name\":\"n" + random.nextInt(40)
                + "\",\"type\":\"int\",\"default\":0}]}");
    }

    private static SchemaText record(String name, String... fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(text.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(field)
                    .append("\",\"type\":\"int\",\"default\":0}");
        }
        return SchemaText.avro("{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + text + "]}");
    }

    private static SchemaText referring(String name) {
        return SchemaText.avro(
                "{\"type\":\"record\",\"name\":\"" + name
                        + "\",\"fields\":[{\"name\":\"part\",\"type\":[\"null\",\"Part\"],\"default\":null}]}",
                List.of(new SchemaReference("Part", "parts", -1)));
    }

    private static ParsedSchema parsed(SubjectSchema version) {
        ParseResult result = new AvroFormat().parse(version.schema().text(), List.of(), Strictness.STORED);
        return ((ParseResult.Parsed) result).schema();
    }
}
