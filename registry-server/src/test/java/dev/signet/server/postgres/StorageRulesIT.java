package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.ConfigChange;
import dev.signet.server.registry.Deleted;
import dev.signet.server.registry.Deletion;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Forced;
import dev.signet.server.registry.Mark;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.StoreFailedException;
import dev.signet.server.registry.StoreTimedOutException;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.Submission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of the tables that no later migration could repair. */
class StorageRulesIT {
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final PostgresStore STORE = PostgresStore.open(DATABASE.settings());
    private static final Caller CALLER =
            new Caller("ann", Caller.Proof.CLAIMED, "10.0.0.1", "request-7", Optional.of("Ann"), Optional.of("c0ffee"));

    private final Subject orders = Subject.of("orders");
    private final Subject parts = Subject.of("parts");
    private final Registry registry = registry(STORE);

    @BeforeEach
    void empty() {
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void the_binding_of_an_id_can_be_neither_changed_nor_removed() {
        registered(orders, text("a"));

        assertThatThrownBy(() -> DATABASE.execute("UPDATE signet.schema_ids SET guid = gen_random_uuid()"))
                .hasMessageContaining("bound for ever");
        assertThatThrownBy(() -> DATABASE.execute("DELETE FROM signet.schema_ids"))
                .hasMessageContaining("bound for ever");
    }

    @Test
    void a_hard_delete_keeps_guid_sha256_and_id_and_nothing_else() {
        SubjectSchema schema = registered(orders, text("a"));

        purge(orders);

        assertThat(DATABASE.rows("SELECT c.guid, length(c.sha256), c.text, c.metadata, c.rule_set, i.id"
                        + " FROM signet.contents c JOIN signet.schema_ids i USING (context, guid)"))
                .containsExactly(schema.guid() + " 32 null null null " + schema.id());
    }

    @Test
    void an_equal_guid_with_another_sha256_is_refused_with_the_text_and_without() {
        registered(orders, text("a"));
        DATABASE.execute("UPDATE signet.contents SET sha256 = decode(repeat('00', 32), 'hex')");

        Answer<SubjectSchema> withText = register(parts, text("a"));
        DATABASE.execute("UPDATE signet.contents SET text = NULL, cleared_at = now()");
        Answer<SubjectSchema> withoutText = register(parts, text("a"));

        assertThat(List.of(withText, withoutText))
                .allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
                    assertThat(refused.refusal().message()).contains("SHA-256");
                }));
    }

    @Test
    void the_last_id_can_be_used_and_then_exhaustion_names_itself() {
        DATABASE.execute("INSERT INTO signet.id_counters (context, next_id) VALUES ('.', 2147483647)");

        SubjectSchema last = registered(orders, text("a"));

        assertThat(last.id()).isEqualTo(new SchemaId(Integer.MAX_VALUE));
        assertThatThrownBy(() -> register(orders, text("b")))
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("last schema id")
                .hasMessageContaining("'.'");
    }

    @Test
    void a_very_high_imported_id_does_not_use_up_the_ids_below_it() {
        registry.changeMode(CALLER, Scope.of(orders), Mode.IMPORT, Forced.NO);
        imported(text("a"), 2_000_000_000);
        imported(text("b"), 1_000_000);

        SubjectSchema next = registered(parts, text("c"));

        assertThat(next.id()).isEqualTo(new SchemaId(1_000_001));
    }

    @Test
    void ids_of_two_servers_never_meet_and_a_quiet_server_leaves_no_gap() {
        Registry other = registry(STORE);

        List<Integer> ids = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> (i % 2 == 0 ? registry : other)
                        .register(
                                CALLER,
                                Subject.of("s" + i),
                                Submission.of(text("f" + i)),
                                Normalize.AS_CONFIGURED,
                                Enforcement.ENFORCED))
                .map(answer -> answer.asOptional().orElseThrow().id().value())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().startsWith(1);
        assertThat(ids.stream().mapToInt(Integer::intValue).max().orElseThrow()).isLessThan(60 + 2 * 64);
    }

    @Test
    void every_write_advances_the_revision_of_what_it_touches_and_nothing_else_does() {
        registered(parts, text("p"));
        long registered = revisionAfter(() -> registered(orders, text("a")));
        long configured = revisionAfter(
                () -> registry.changeConfig(CALLER, Scope.of(orders), ConfigChange.level(CompatibilityLevel.NONE)));
        long moded = revisionAfter(() -> registry.changeMode(CALLER, Scope.of(orders), Mode.READWRITE, Forced.NO));
        long same = revisionAfter(() -> registered(orders, text("a")));
        long deleted = revisionAfter(() -> registry.deleteSubject(CALLER, orders, Deletion.SOFT));
        long purged = revisionAfter(() -> registry.deleteSubject(CALLER, orders, Deletion.PERMANENT));
        registry.changeConfig(CALLER, Scope.ROOT, ConfigChange.level(CompatibilityLevel.NONE));
        registry.changeMode(CALLER, Scope.GLOBAL, Mode.READONLY, Forced.NO);

        assertThat(List.of(registered, configured, moded, deleted, purged))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(same).isEqualTo(moded);
        assertThat(DATABASE.rows("SELECT revision FROM signet.subjects WHERE name = 'parts'"))
                .containsExactly("1");
        assertThat(DATABASE.rows("SELECT name, revision FROM signet.contexts ORDER BY name"))
                .containsExactly(". 1", ".__GLOBAL 1");
    }

    @Test
    void a_mark_stands_still_while_nothing_is_written_and_a_row_that_counts_the_same_again_gives_another() {
        SchemaGuid guid = registered(orders, text("a")).guid();
        Mark before = STORE.mark(orders, guid);
        registered(parts, text("a"));
        registered(orders, text("a"));
        assertThat(STORE.mark(orders, guid)).isEqualTo(before);
        assertThat(STORE.marked(orders, guid).mark()).isEqualTo(before);

        // As after a restore: the same numbers, but written by somebody else.
        for (String restored : List.of("subjects", "contexts")) {
            Mark earlier = STORE.mark(orders, guid);
            DATABASE.execute("UPDATE signet." + restored + " SET revision = revision");

            assertThat(STORE.mark(orders, guid)).as(restored).isNotEqualTo(earlier);
        }
        assertThat(STORE.mark(orders, new SchemaGuid(new java.util.UUID(1, 2)))).isNotEqualTo(STORE.mark(orders, guid));
    }

    @Test
    void every_write_leaves_one_row_in_the_audit_trail_and_nothing_else_does() {
        registered(orders, text("a"));
        registered(orders, text("a"));
        register(orders, SchemaText.avro("nonsense"));
        registry.changeConfig(CALLER, Scope.ROOT, ConfigChange.level(CompatibilityLevel.FULL));
        registry.changeConfig(CALLER, Scope.ROOT, ConfigChange.level(CompatibilityLevel.FULL));
        registry.deleteSubject(CALLER, orders, Deletion.SOFT);
        registry.deleteSubject(CALLER, orders, Deletion.PERMANENT);

        assertThat(DATABASE.rows("SELECT action, context, subject, version, id, detail, principal, proof, address,"
                        + " request_id, author, source FROM signet.audit ORDER BY number"))
                .containsExactly(
                        "REGISTER . orders 1 1  ann CLAIMED 10.0.0.1 request-7 Ann c0ffee",
                        "CHANGE_CONFIG .  null null FULL ann CLAIMED 10.0.0.1 request-7 Ann c0ffee",
                        "DELETE_SUBJECT . orders null null [1] ann CLAIMED 10.0.0.1 request-7 Ann c0ffee",
                        "PURGE_SUBJECT . orders null null [1] ann CLAIMED 10.0.0.1 request-7 Ann c0ffee");
    }

    @Test
    void a_version_knows_who_registered_it_and_how_that_was_proved() {
        registered(orders, text("a"));

        assertThat(DATABASE.rows("SELECT created_by, proof, author, source FROM signet.versions"))
                .containsExactly("ann CLAIMED Ann c0ffee");
    }

    @Test
    void the_database_refuses_what_code_must_never_do() {
        registered(parts, text("Part"));
        List<String> forbidden = List.of(
                "INSERT INTO signet.versions (context, subject, version, id, created_by, proof)"
                        + " VALUES ('.', 'parts', 2, 77, 'x', 'NONE')",
                "INSERT INTO signet.versions (context, subject, version, id, created_by, proof)"
                        + " VALUES ('.', 'nobody', 1, 1, 'x', 'NONE')",
                "INSERT INTO signet.versions (context, subject, version, id, created_by, proof)"
                        + " VALUES ('.', 'parts', 0, 1, 'x', 'NONE')",
                "INSERT INTO signet.schema_ids (context, id, guid) VALUES ('.', 1, gen_random_uuid())",
                "INSERT INTO signet.contexts (name) VALUES ('no-dot')",
                "UPDATE signet.contents SET text = NULL",
                "INSERT INTO signet.modes (context, subject, mode) VALUES ('.', '', 'SOMETIMES')",
                "INSERT INTO signet.compatibility (oldest_server) VALUES (1)");

        assertThat(forbidden)
                .allSatisfy(sql ->
                        assertThatThrownBy(() -> DATABASE.execute(sql)).as(sql).hasMessageContaining("violates"));
    }

    @Test
    void a_write_that_waits_too_long_for_another_gives_up() throws SQLException {
        registered(orders, text("a"));
        PostgresSettings settings = DATABASE.settings();
        PostgresSettings impatient = new PostgresSettings(
                settings.url(),
                settings.user(),
                settings.password(),
                2,
                settings.connectTimeout(),
                Duration.ofMillis(200),
                settings.statementTimeout(),
                settings.idleTimeout());
        try (PostgresStore store = PostgresStore.open(impatient);
                Connection other = DriverManager.getConnection(DATABASE.url(), "postgres", "postgres")) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT 1 FROM signet.subjects FOR UPDATE");

            assertThatThrownBy(() -> registry(store)
                            .register(
                                    CALLER,
                                    orders,
                                    Submission.of(text("b")),
                                    Normalize.AS_CONFIGURED,
                                    Enforcement.ENFORCED))
                    .isInstanceOf(StoreTimedOutException.class);
            other.rollback();
        }
        assertThat(registered(orders, text("b")).version().number()).isEqualTo(2);
    }

    @Test
    void a_statement_that_runs_too_long_is_ended_and_reads_go_on() throws SQLException {
        registered(orders, text("a"));
        PostgresSettings settings = DATABASE.settings();
        PostgresSettings impatient = new PostgresSettings(
                settings.url(),
                settings.user(),
                settings.password(),
                2,
                settings.connectTimeout(),
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                settings.idleTimeout());
        try (PostgresStore store = PostgresStore.open(impatient);
                Connection other = DriverManager.getConnection(DATABASE.url(), "postgres", "postgres")) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE signet.versions IN ACCESS EXCLUSIVE MODE");

            long begun = System.nanoTime();
            assertThatThrownBy(() -> store.history(orders, Deleted.INCLUDED))
                    .isInstanceOf(StoreTimedOutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            other.rollback();
            assertThat(store.history(orders, Deleted.INCLUDED)).hasSize(1);
        }
    }

    @Test
    void a_transaction_that_is_cut_leaves_nothing_behind_and_the_next_one_works() {
        registered(orders, text("a"));
        DATABASE.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");

        assertThat(registered(orders, text("b")).version().number()).isEqualTo(2);
    }

    @Test
    void nothing_is_left_on_a_connection() {
        try (Database database = new Database(DATABASE.settings().withConnections(1))) {
            String fresh = database.read(StorageRulesIT::sessionState);
            database.writeAtOnce(trip -> trip.add(Statement.of("SELECT 1")));
            database.readConsistently(trip -> trip.add(Statement.of("SELECT 1")));

            assertThat(database.read(StorageRulesIT::sessionState)).isEqualTo(fresh);
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_a_failure_of_the_store() {
        PostgresSettings nowhere = PostgresSettings.of("jdbc:postgresql://127.0.0.1:1/none", "x", "x");
        PostgresSettings hasty = new PostgresSettings(
                nowhere.url(),
                "x",
                "x",
                1,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));

        assertThatThrownBy(() -> PostgresStore.open(hasty)).isInstanceOf(StoreFailedException.class);
    }

    private static String sessionState(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery("""
                        SELECT concat_ws(' ', current_setting('lock_timeout'), current_setting('statement_timeout'),
                               current_setting('idle_in_transaction_session_timeout'),
                               current_setting('plan_cache_mode'), current_setting('enable_seqscan'),
                               current_setting('transaction_isolation'), current_setting('transaction_read_only'),
                               (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'))
                        """).mapTo(String.class).one();
    }

    private long revisionAfter(Runnable write) {
        write.run();
        return Long.parseLong(DATABASE.rows("SELECT revision FROM signet.subjects WHERE name = 'orders'")
                .get(0));
    }

    private Answer<SubjectSchema> register(Subject subject, SchemaText schema) {
        return registry.register(CALLER, subject, Submission.of(schema), Normalize.AS_CONFIGURED, Enforcement.ENFORCED);
    }

    private SubjectSchema registered(Subject subject, SchemaText schema) {
        return register(subject, schema).asOptional().orElseThrow();
    }

    private void imported(SchemaText schema, int id) {
        Answer<SubjectSchema> answer = registry.register(
                CALLER,
                orders,
                new Submission(schema, Optional.empty(), Optional.of(new SchemaId(id))),
                Normalize.AS_CONFIGURED,
                Enforcement.ENFORCED);
        assertThat(answer.asOptional()).isPresent();
    }

    private void purge(Subject subject) {
        registry.deleteSubject(CALLER, subject, Deletion.SOFT);
        registry.deleteSubject(CALLER, subject, Deletion.PERMANENT);
    }

    private static SchemaText text(String field) {
        return SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"" + field
                + "\",\"type\":\"int\",\"default\":0}]}");
    }

    private static Registry registry(PostgresStore store) {
        return new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
    }
}
