package dev.signet.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.registry.AuditEntry;
import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Enforcement;
import dev.signet.server.registry.Normalize;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.StoreBusyException;
import dev.signet.server.registry.SubjectSchema;
import dev.signet.server.registry.Submission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator sees of the store and does to it. */
@Timeout(120)
class OperationIT {
    private static final Caller CALLER = Caller.anonymous("127.0.0.1", "test");

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void who_raised_a_floor_is_in_the_audit_trail() {
        try (PostgresStore store = PostgresStore.open(database.settings())) {
            store.raiseIdFloor(CALLER, Context.named(".staging"), new SchemaId(1_000));

            assertThat(database.rows("SELECT action, id FROM signet.audit WHERE context = '.staging'"))
                    .containsExactly("RAISE_ID_FLOOR 1000");
        }
    }

    @Test
    void writes_are_told_and_repeated_requests_are_not() {
        List<AuditEntry.Action> written = new ArrayList<>();
        try (PostgresStore store = PostgresStore.open(database.settings(), written::add)) {
            Registry registry = registry(store);
            registered(registry, "a");
            registered(registry, "b");
            registered(registry, "a");

            assertThat(written).containsExactly(AuditEntry.Action.REGISTER, AuditEntry.Action.REGISTER);
        }
    }

    @Test
    void a_pool_in_which_all_are_busy_is_told_apart_from_a_database_that_is_gone() throws Exception {
        PostgresSettings settings = database.settings();
        PostgresSettings small = new PostgresSettings(
                settings.url(),
                settings.user(),
                settings.password(),
                2,
                Duration.ofMillis(1_200),
                settings.lockTimeout(),
                Duration.ofSeconds(60),
                settings.idleTimeout());
        try (PostgresStore store = PostgresStore.open(small);
                Connection other = DriverManager.getConnection(settings.url(), "postgres", "postgres")) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE signet.id_counters IN ACCESS EXCLUSIVE MODE");
            // Threads of their own: the common pool of a machine with two processors has one.
            CompletableFuture<?> first =
                    CompletableFuture.runAsync(store::idCounters, task -> new Thread(task).start());
            CompletableFuture<?> second =
                    CompletableFuture.runAsync(store::idCounters, task -> new Thread(task).start());
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (store.connections().active() < 2) {
                assertThat(System.nanoTime()).as("both are on their way").isLessThan(deadline);
                LockSupport.parkNanos(1_000_000);
            }

            long begun = System.nanoTime();
            Assertions.assertThatThrownBy(store::census)
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessage("All 2 connections to the database were in use for 1200 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(store.outage()).isEmpty();
            assertThat(store.connections().timeouts()).isEqualTo(1);

            other.rollback();
            first.join();
            second.join();
            assertThat(store.census().versions()).isZero();
        }
    }

    private static Registry registry(PostgresStore store) {
        return new Registry(store, new SchemaFormats(new AvroFormat()), RegistrySettings.DEFAULTS);
    }

    private static SubjectSchema registered(Registry registry, String subject) {
        String name = subject.substring(subject.lastIndexOf(':') + 1);
        SchemaText schema = SchemaText.avro("{\"type\":\"fixed\",\"name\":\"" + name + "\",\"size\":1}");
        return registry.register(
                        CALLER,
                        Subject.parse(subject),
                        Submission.of(schema),
                        Normalize.AS_CONFIGURED,
                        Enforcement.ENFORCED)
                .asOptional()
                .orElseThrow();
    }
}
