package dev.signet.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.consistency.DatabaseProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that is killed, or does not answer any more, below a server. */
@Timeout(240)
class OutageIT {
    private static final String STALE = "x-signet-stale";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static DatabaseProcess database;

    @BeforeAll
    static void start() {
        database = DatabaseProcess.start(folder);
    }

    @BeforeEach
    void ensureRunning() {
        database.ensureRunning();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void without_a_database_known_schemas_are_told_and_everything_else_fails_until_it_is_back() {
        try (RegistryServer server = server(Map.of())) {
            Asking asking = new Asking(server);
            String id = id(asking.register("outage", "Known"));
            HttpResponse<String> before = asking.get("/schemas/ids/" + id + "?subject=outage");
            HttpResponse<String> text = asking.get("/schemas/ids/" + id + "/schema");
            assertThat(before.headers().firstValue(STALE)).isEmpty();

            database.kill();

            // The very first read, too: nobody has noticed yet.
            Duration first = Asking.time(() -> assertKnown(asking, "/schemas/ids/" + id + "?subject=outage", before));
            assertThat(first).isLessThan(Duration.ofSeconds(4));
            assertKnown(asking, "/schemas/ids/" + id + "/schema", text);
            assertThat(Asking.time(() -> assertKnown(asking, "/schemas/ids/" + id + "/schema", text)))
                    .isLessThan(Duration.ofMillis(500));
            Duration write = Asking.time(() -> assertFailed(asking.register("outage", "Other")));
            assertThat(write).isLessThan(Duration.ofSeconds(7));
            for (String path : List.of("/subjects", "/subjects/outage/versions/latest", "/config", "/schemas/ids/99")) {
                assertFailed(asking.get(path));
            }
            assertThat(asking.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(asking.get("/health/ready").body())
                    .matches("\\{\"status\":\"UP\",\"degraded\":true,\"reason\":\"database unreachable since 20.*Z; "
                            + "known schemas are served by id, everything else fails\"}");
            assertThat(asking.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(asking.metric("signet_degraded")).isEqualTo(1);
            assertThat(asking.metric("signet_ready")).isEqualTo(1);

            database.restart();

            Asking.await("it is in reach again", Duration.ofSeconds(15), () -> asking.metric("signet_degraded") == 0);
            assertThat(asking.register("outage", "Known").body()).contains("\"id\":" + id);
            assertThat(asking.get("/schemas/ids/" + id).headers().firstValue(STALE))
                    .isEmpty();
            assertThat(asking.get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void requests_that_wait_for_the_database_do_not_keep_reads_by_id_waiting() {
        ExecutorService crowd = Executors.newFixedThreadPool(160);
        try (RegistryServer server = server(Map.of("signet.db.connect.timeout", "15s"))) {
            Asking asking = new Asking(server);
            String id = id(asking.register("crowd", "Crowd"));
            HttpResponse<String> before = asking.get("/schemas/ids/" + id);
            database.kill();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                String path = i % 2 == 0 ? "/subjects/crowd/versions" : "";
                String name = "Late" + i;
                answers.add(CompletableFuture.supplyAsync(
                        () -> path.isEmpty() ? asking.register("crowd", name) : asking.get(path), crowd));
            }

            for (int i = 0; i < 20; i++) {
                Duration read = Asking.time(() -> assertKnown(asking, "/schemas/ids/" + id, before));
                assertThat(read).isLessThan(Duration.ofSeconds(7));
            }
            assertThat(answers).as("requests that still wait").anyMatch(answer -> !answer.isDone());
            answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(500));

            database.restart();
            Asking.await(
                    "a write succeeds",
                    Duration.ofSeconds(15),
                    () -> asking.register("crowd", "Crowd").statusCode() == 200);
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void a_database_that_does_not_answer_is_noticed_too() {
        try (RegistryServer server = server(Map.of("signet.db.statement.timeout", "2s"))) {
            Asking asking = new Asking(server);
            String id = id(asking.register("silence", "Silence"));
            HttpResponse<String> before = asking.get("/schemas/ids/" + id);

            database.freeze();
            try {
                Asking.await(
                        "the silence is noticed", Duration.ofSeconds(15), () -> asking.metric("signet_degraded") == 1);
                assertThat(Asking.time(() -> assertKnown(asking, "/schemas/ids/" + id, before)))
                        .isLessThan(Duration.ofSeconds(1));
                assertThat(Asking.time(() -> assertFailed(asking.register("silence", "Other"))))
                        .isLessThan(Duration.ofSeconds(15));
            } finally {
                database.thaw();
            }

            Asking.await("it answers again", Duration.ofSeconds(15), () -> asking.metric("signet_degraded") == 0);
            assertThat(asking.register("silence", "Silence").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_server_can_be_told_to_be_not_ready_without_a_database() {
        try (RegistryServer strict = server(Map.of("signet.health.degraded", "NOT_READY"));
                RegistryServer knowsNothing = server(Map.of())) {
            new Asking(strict).register("strict", "Strict");
            new Asking(strict).get("/schemas/ids/1");
            database.kill();

            Asking.await(
                    "it is not ready",
                    Duration.ofSeconds(5),
                    () -> new Asking(strict).get("/health/ready").statusCode() == 503);
            assertThat(new Asking(strict).get("/health/ready").body())
                    .startsWith("{\"status\":\"DOWN\",\"reason\":\"database unreachable since ");
            Asking.await(
                    "the one that knows no schema is not, either",
                    Duration.ofSeconds(5),
                    () -> new Asking(knowsNothing).get("/health/ready").statusCode() == 503);

            database.restart();
            Asking.await(
                    "it is ready",
                    Duration.ofSeconds(15),
                    () -> new Asking(strict).get("/health/ready").statusCode() == 200);
        }
    }

    private static void assertKnown(Asking asking, String path, HttpResponse<String> before) {
        HttpResponse<String> now = asking.get(path);
        assertThat(now.statusCode()).as(now.body()).isEqualTo(200);
        assertThat(now.body()).isEqualTo(before.body());
        assertThat(now.headers().firstValue(STALE))
                .hasValueSatisfying(said -> assertThat(said).startsWith("database unreachable since 20"));
        assertThat(now.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(now.headers().firstValue("etag")).isEqualTo(before.headers().firstValue("etag"));
    }

    private static void assertFailed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).startsWith("{\"error_code\":50001,\"message\":\"The registry's store ");
        assertThat(response.headers().firstValue("content-type")).contains("application/vnd.schemaregistry.v1+json");
        assertThat(response.headers().firstValue("retry-after")).contains("1");
    }

    private static String id(HttpResponse<String> registered) {
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
        return registered.body().replaceAll(".*\"id\":(\\d+).*", "$1");
    }

    private static RegistryServer server(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "signet.port", "0",
                "signet.db.url", database.url(),
                "signet.db.user", "postgres",
                "signet.db.connections", "8"));
        flags.putAll(more);
        return RegistryServer.start(
                ((ServerConfig.Reading.Valid) ServerConfig.read(flags, Map.of(), Optional.empty())).config());
    }
}
