package dev.signet.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.postgres.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code /metrics} says about a server that has served something. */
@Timeout(120)
class MetricsIT {
    private final TestDatabase database = TestDatabase.empty();

    @SuppressWarnings("NullAway.Init")
    private RegistryServer server;

    @SuppressWarnings("NullAway.Init")
    private Asking asking;

    /** A server of its own for each test, so that each counts from nothing. */
    @BeforeEach
    void start() {
        server = server(database);
        asking = new Asking(server);
    }

    private static RegistryServer server(TestDatabase database) {
        Map<String, String> flags = Map.of(
                "signet.port", "0",
                "signet.db.url", database.url(),
                "signet.db.user", "postgres",
                "signet.db.password", "postgres",
                "signet.db.connections", "5");
        return RegistryServer.start(
                ((ServerConfig.Reading.Valid) ServerConfig.read(flags, Map.of(), Optional.empty())).config());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requests_are_counted_by_route_method_and_class_of_status() {
        asking.register("routes", "A");
        asking.register("routes", "A");
        asking.get("/subjects/nobody/versions/7");
        asking.get("/contexts/.c/subjects/nobody/versions/7");
        asking.get("/no/such/path");

        assertThat(requests("POST", "/subjects/{subject}/versions", "2xx")).isEqualTo(2);
        assertThat(requests("GET", "/subjects/{subject}/versions/{version}", "4xx"))
                .as("in a context or not")
                .isEqualTo(2);
        assertThat(requests("OTHER", "none", "4xx")).isEqualTo(1);
        assertThat(asking.get("/metrics").body())
                .contains("signet_http_requests_seconds_bucket{method=\"POST\",route=\"/subjects/{subject}/versions\","
                        + "status=\"2xx\",le=\"0.001\"} ");
        assertThat(asking.metric("signet_http_requests_under_way"))
                .as("the scrape itself")
                .isEqualTo(1);
        assertThat(asking.metric("signet_refusals_total{code=\"40401\",error=\"subject_not_found\"}"))
                .isEqualTo(2);
    }

    @Test
    void writes_caches_connections_and_the_process_are_shown() {
        String id = asking.register("writes", "B").body().replaceAll(".*\"id\":(\\d+).*", "$1");
        asking.register("writes", "B");
        asking.get("/schemas/ids/" + id);
        asking.get("/schemas/ids/" + id);

        assertThat(asking.metric("signet_writes_total{action=\"register\"}")).isEqualTo(1);
        assertThat(asking.metric("signet_cache_entries{cache=\"answers by id\"}"))
                .isEqualTo(1);
        assertThat(asking.metric("signet_cache_hits_total{cache=\"answers by id\"}"))
                .isEqualTo(1);
        assertThat(asking.metric("signet_cache_entries{cache=\"submitted schemas\"}"))
                .isPositive();
        assertThat(asking.metric("signet_cache_hits_total{cache=\"submitted schemas\"}"))
                .isPositive();
        assertThat(asking.metric("signet_db_connections_max")).isEqualTo(5);
        assertThat(asking.metric("signet_db_connections_active")).isZero();
        assertThat(asking.metric("signet_degraded")).isZero();
        assertThat(asking.metric("signet_ready")).isEqualTo(1);
        assertThat(asking.get("/metrics").body()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
    }

    @Test
    void what_is_stored_is_counted_in_the_background() {
        asking.register("counted", "C");
        try (RegistryServer next = server(database)) {
            Asking other = new Asking(next);

            Asking.await("it was counted", Duration.ofSeconds(20), () -> other.metric("signet_versions") == 1);

            assertThat(other.metric("signet_subjects")).isEqualTo(1);
            assertThat(other.metric("signet_schemas")).isEqualTo(1);
            assertThat(other.metric("signet_ids_remaining{context=\".\"}")).isEqualTo(2_147_483_646);
        }
    }

    @Test
    void it_is_text_as_prometheus_wants_it() {
        HttpResponse<String> scraped = asking.get("/metrics");

        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(scraped.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(scraped.body().lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("[a-z0-9_]+(\\{.*})? [-+0-9.eEINafn]+"));
    }

    private double requests(String method, String route, String status) {
        return asking.metric("signet_http_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%s\"}"
                .formatted(method, route, status));
    }
}
