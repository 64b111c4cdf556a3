package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Deletion;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.Submission;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @Test
    void an_empty_database_is_migrated_once() {
        TestDatabase database = TestDatabase.empty();

        assertThat(migrate(database)).isEqualTo(migrations(database)).isPositive();
        assertThat(newest(database)).isEqualTo(Migrations.NEWEST);
        assertThat(migrate(database)).isZero();
    }

    @Test
    void processes_that_start_together_migrate_once() throws Exception {
        TestDatabase database = TestDatabase.empty();
        ExecutorService threads = Executors.newFixedThreadPool(3);

        List<Future<Integer>> runs = IntStream.range(0, 3)
                .mapToObj(i -> threads.submit(() -> migrate(database)))
                .toList();

        int total = 0;
        for (Future<Integer> run : runs) {
            total += run.get();
        }
        threads.shutdown();
        assertThat(total).isEqualTo(migrations(database));
    }

    @Test
    void a_server_does_not_start_on_a_database_that_nobody_migrated() {
        TestDatabase database = TestDatabase.empty();

        assertThatThrownBy(() -> PostgresStore.open(database.settings()))
                .isInstanceOf(IncompatibleDatabaseException.class)
                .hasMessageContaining("migration 0")
                .hasMessageContaining("migrate it");
    }

    @Test
    void a_server_does_not_start_on_an_older_schema() {
        TestDatabase database = TestDatabase.migrated();
        database.execute("DELETE FROM signet.flyway_schema_history WHERE version = '" + Migrations.NEWEST + "'");

        assertThatThrownBy(() -> PostgresStore.open(database.settings()))
                .isInstanceOf(IncompatibleDatabaseException.class)
                .hasMessageContaining("needs " + Migrations.NEWEST);
    }

    @Test
    void a_server_starts_on_the_next_schema_unless_that_took_away_what_it_needs() {
        TestDatabase database = TestDatabase.migrated();
        database.execute("INSERT INTO signet.flyway_schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1,"
                + " true)");

        PostgresStore.open(database.settings()).close();
        database.execute("UPDATE signet.compatibility SET oldest_server = 99");

        assertThatThrownBy(() -> PostgresStore.open(database.settings()))
                .isInstanceOf(IncompatibleDatabaseException.class)
                .hasMessageContaining("start a newer server");
    }

    @Test
    void a_server_does_not_start_on_another_encoding() {
        TestDatabase database =
                TestDatabase.create("ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");

        assertThatThrownBy(() -> PostgresStore.open(database.settings()))
                .isInstanceOf(IncompatibleDatabaseException.class)
                .hasMessageContaining("SQL_ASCII")
                .hasMessageContaining("UTF8");
    }

    @Test
    void a_changed_migration_is_refused() {
        TestDatabase database = TestDatabase.migrated();
        database.execute("UPDATE signet.flyway_schema_history SET checksum = 1 WHERE version = '1'");

        assertThatThrownBy(() -> migrate(database)).isInstanceOf(IncompatibleDatabaseException.class);
    }

    @Test
    void the_servers_role_needs_no_ddl_and_cannot_rewrite_the_audit_trail() {
        TestDatabase database = TestDatabase.empty();
        database.execute("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'signet server') THEN"
                + " CREATE ROLE \"signet server\" LOGIN PASSWORD 'secret'; END IF; END $$");
        Migrations.run(database.url(), "postgres", "postgres", Optional.of("signet server"));
        PostgresSettings settings = PostgresSettings.of(database.url(), "signet server", "secret");

        try (PostgresStore store = PostgresStore.open(settings)) {
            Registry registry = new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
            Caller caller = Caller.anonymous("127.0.0.1", "test");
            Subject subject = Subject.of("orders");
            Answer<?> registered = registry.register(
                    caller,
                    subject,
                    Submission.of(SchemaText.avro("\"string\"")),
                    Normalize.AS_CONFIGURED,
                    Enforcement.ENFORCED);

            assertThat(registered).isInstanceOf(Answer.Done.class);
            assertThat(registry.deleteSubject(caller, subject, Deletion.SOFT)).isInstanceOf(Answer.Done.class);
            assertThat(registry.deleteSubject(caller, subject, Deletion.PERMANENT))
                    .isInstanceOf(Answer.Done.class);
        }
        for (String forbidden : List.of(
                "CREATE TABLE signet.mine (x int)",
                "DELETE FROM signet.audit",
                "UPDATE signet.audit SET action = ''")) {
            assertThatThrownBy(() -> database.executeAs("signet server", "secret", forbidden))
                    .hasMessageContaining("permission denied");
        }
    }

    /** Numbers may have gaps: files of branches that were merged later. */
    private static int migrations(TestDatabase database) {
        return database.rows("SELECT version FROM signet.flyway_schema_history WHERE version IS NOT NULL")
                .size();
    }

    private static int newest(TestDatabase database) {
        return Integer.parseInt(database.rows("SELECT max(version::integer) FROM signet.flyway_schema_history")
                .get(0));
    }

    private static int migrate(TestDatabase database) {
        return Migrations.run(database.url(), "postgres", "postgres", Optional.empty());
    }
}
