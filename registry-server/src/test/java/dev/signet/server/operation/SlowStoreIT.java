package dev.signet.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.postgres.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients are told by a registry whose database is there, but slow or in the hands of others. */
@Timeout(120)
class SlowStoreIT {
    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void a_statement_that_runs_too_long_is_told_in_time_and_the_next_request_is_served() throws SQLException {
        try (RegistryServer server =
                        server(Map.of("signet.db.statement.timeout", "400ms", "signet.db.lock.timeout", "20s"));
                Connection other = connection()) {
            Asking asking = new Asking(server);
            asking.register("slow", "Slow");
            execute(other, "LOCK TABLE signet.versions IN ACCESS EXCLUSIVE MODE");

            assertTimedOut(() -> asking.get("/subjects/slow/versions"));
            assertTimedOut(() -> asking.register("slow", "Other"));

            other.rollback();
            assertThat(asking.get("/subjects/slow/versions").body()).isEqualTo("[1]");
            assertThat(asking.metric("signet_degraded")).as("no outage").isZero();
        }
    }

    @Test
    void a_lock_that_does_not_come_is_told_in_time_and_other_subjects_do_not_wait_for_it() throws SQLException {
        try (RegistryServer server = server(Map.of("signet.db.lock.timeout", "1s"));
                Connection other = connection()) {
            Asking asking = new Asking(server);
            asking.register("held", "Held");
            asking.send("PUT", "/config/held", "{\"compatibility\":\"NONE\"}");
            execute(other, "SELECT 1 FROM signet.subjects WHERE name = 'held' FOR UPDATE");
            CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(
                    () -> asking.register("held", "Late"), task -> new Thread(task).start());
            awaitWaiting();

            assertThat(asking.register("free", "Free").statusCode()).isEqualTo(200);
            assertThat(waiting).isNotDone();

            assertThat(waiting.join().statusCode()).isEqualTo(500);
            assertThat(waiting.join().body()).startsWith("{\"error_code\":50002,");
            other.rollback();
            assertThat(asking.register("held", "Late").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_registry_whose_connections_are_all_in_use_says_so_and_recovers() throws SQLException {
        Map<String, String> small = Map.of(
                "signet.db.connections", "2", "signet.db.connect.timeout", "700ms", "signet.db.lock.timeout", "30s");
        ExecutorService crowd = Executors.newFixedThreadPool(2);
        try (RegistryServer server = server(small);
                Connection other = connection()) {
            Asking asking = new Asking(server);
            asking.register("busy", "Busy");
            execute(other, "SELECT 1 FROM signet.subjects WHERE name = 'busy' FOR UPDATE");
            List<CompletableFuture<HttpResponse<String>>> holding = new ArrayList<>();
            for (String name : List.of("One", "Two")) {
                holding.add(CompletableFuture.supplyAsync(() -> asking.register("busy", name), crowd));
            }
            Asking.await(
                    "both connections are in use",
                    Duration.ofSeconds(10),
                    () -> asking.metric("signet_db_connections_active") == 2);

            assertTimedOut(() -> asking.get("/subjects/busy/versions"));
            assertThat(asking.metric("signet_db_connections_timeouts_total")).isPositive();
            assertThat(asking.get("/health/ready").statusCode()).isEqualTo(200);

            other.rollback();
            holding.forEach(answer -> assertThat(answer.join().statusCode())
                    .as(answer.join().body())
                    .isIn(200, 409));
            assertThat(asking.get("/subjects/busy/versions").statusCode()).isEqualTo(200);
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void a_transaction_that_is_cut_in_the_middle_leaves_nothing_and_the_request_gets_through() throws SQLException {
        try (RegistryServer server = server(Map.of("signet.db.lock.timeout", "30s"));
                Connection other = connection()) {
            Asking asking = new Asking(server);
            asking.register("cut", "Cut");
            asking.send("PUT", "/config/cut", "{\"compatibility\":\"NONE\"}");
            execute(other, "SELECT 1 FROM signet.subjects WHERE name = 'cut' FOR UPDATE");
            CompletableFuture<HttpResponse<String>> registering = CompletableFuture.supplyAsync(
                    () -> asking.register("cut", "Next"), task -> new Thread(task).start());
            awaitWaiting();

            execute(
                    other,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
            other.rollback();

            assertThat(registering.join().body()).startsWith("{\"id\":2,\"version\":2,");
            assertThat(database.rows("SELECT version, id FROM signet.versions ORDER BY version"))
                    .containsExactly("1 1", "2 2");
            assertThat(database.rows("SELECT count(*) FROM signet.audit WHERE action = 'REGISTER'"))
                    .containsExactly("2");
        }
    }

    private void awaitWaiting() {
        Asking.await(
                "somebody waits for the lock",
                Duration.ofSeconds(10),
                () -> !database.rows("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock'")
                        .isEmpty());
    }

    private static void assertTimedOut(java.util.function.Supplier<HttpResponse<String>> request) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = request.get();

        assertThat(answer.body()).startsWith("{\"error_code\":50002,");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), "postgres", "postgres");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private RegistryServer server(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "signet.port", "0",
                "signet.db.url", database.url(),
                "signet.db.user", "postgres",
                "signet.db.password", "postgres"));
        flags.putAll(more);
        return RegistryServer.start(
                ((ServerConfig.Reading.Valid) ServerConfig.read(flags, Map.of(), Optional.empty())).config());
    }
}
