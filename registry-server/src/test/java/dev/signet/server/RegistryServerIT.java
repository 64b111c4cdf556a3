package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.schema.avro.HostileSchemas;
import dev.signet.server.ServerConfig.Reading;
import dev.signet.server.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole server on a real PostgreSQL. */
@Timeout(120)
class RegistryServerIT {
    private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";
    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.empty();
    }

    @Test
    void it_migrates_serves_and_finds_everything_again_after_a_restart() throws Exception {
        try (RegistryServer server = RegistryServer.start(config(Map.of()))) {
            assertThat(send(server, "POST", "/subjects/s/versions", SCHEMA).statusCode())
                    .isEqualTo(200);
        }
        try (RegistryServer server = RegistryServer.start(config(Map.of("signet.db.migrate", "false")))) {
            assertThat(send(server, "GET", "/subjects/s/versions", "").body()).isEqualTo("[1]");
            assertThat(send(server, "GET", "/health/ready", "").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void servers_on_one_database_show_each_others_writes_at_once() throws Exception {
        try (RegistryServer one = RegistryServer.start(config(Map.of()));
                RegistryServer two = RegistryServer.start(config(Map.of()))) {
            HttpResponse<String> written = send(one, "POST", "/subjects/shared/versions", SCHEMA);
            HttpResponse<String> again = send(two, "POST", "/subjects/shared/versions", SCHEMA);

            assertThat(again.body()).isEqualTo(written.body());
            assertThat(send(two, "DELETE", "/subjects/shared", "").statusCode()).isEqualTo(200);
            assertThat(send(one, "GET", "/subjects/shared/versions", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void what_a_broker_tells_one_server_is_known_to_every_other_and_leaves_no_audit() throws Exception {
        String heartbeat = "{\"signetVersion\":\"0.1.0\",\"startedAt\":\"2026-11-21T09:00:00Z\",\"sequence\":1,"
                + "\"woven\":true,\"refusals\":[{\"at\":\"2026-11-21T09:00:01Z\",\"topic\":\"t\",\"partition\":0,"
                // Whose it is says the path, however long another name is.
                + "\"cause\":\"PAYLOAD\",\"brokerId\":9,\"clusterId\":\"" + "x".repeat(100_000) + "\"}]}";
        try (RegistryServer one = RegistryServer.start(config(Map.of()));
                RegistryServer two = RegistryServer.start(config(Map.of()))) {
            int audited = database.rows("SELECT number FROM signet.audit").size();

            for (RegistryServer server : List.of(one, two)) {
                assertThat(send(server, "PUT", "/signet/v1/clusters/c/brokers/1", heartbeat)
                                .statusCode())
                        .isEqualTo(204);
            }

            assertThat(send(two, "GET", "/signet/v1/clusters", "").body())
                    .startsWith("[{\"clusterId\":\"c\",\"brokers\":1,");
            assertThat(send(two, "GET", "/signet/v1/clusters/c/brokers", "").body())
                    .contains("\"receivedFrom\":\"127.0.0.1\"", "\"woven\":true");
            assertThat(send(two, "GET", "/signet/v1/refusals?topic=t", "").body())
                    .isEqualTo("[{\"at\":\"2026-11-21T09:00:01Z\",\"clusterId\":\"c\",\"brokerId\":1,\"topic\":\"t\","
                            + "\"partition\":0,\"cause\":\"PAYLOAD\",\"monitored\":false}]");
            assertThat(database.rows("SELECT number FROM signet.audit")).hasSize(audited);
        }
    }

    @Test
    void a_hard_delete_on_one_server_is_a_404_by_id_on_every_other_at_the_next_read() throws Exception {
        try (RegistryServer one = RegistryServer.start(config(Map.of()));
                RegistryServer two = RegistryServer.start(config(Map.of()))) {
            String registered = send(one, "POST", "/subjects/gone/versions", "{\"schema\":\"\\\"bytes\\\"\"}")
                    .body();
            String id = registered.replaceAll(".*\"id\":(\\d+).*", "$1");
            for (RegistryServer server : List.of(one, two)) {
                HttpResponse<String> known = send(server, "GET", "/schemas/ids/" + id, "");
                assertThat(known.statusCode()).isEqualTo(200);
                assertThat(known.headers().firstValue("cache-control")).contains("no-cache");
            }

            send(one, "DELETE", "/subjects/gone", "");
            assertThat(send(one, "DELETE", "/subjects/gone?permanent=true", "").statusCode())
                    .isEqualTo(200);

            assertThat(send(two, "GET", "/schemas/ids/" + id, "").statusCode()).isEqualTo(404);
            assertThat(send(two, "GET", "/schemas/ids/" + id + "/schema", "").statusCode())
                    .isEqualTo(404);
            assertThat(send(one, "GET", "/schemas/ids/" + id, "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_comparison_that_takes_more_work_than_is_set_is_refused_by_everybody_and_never_compatible() throws Exception {
        String older = body(HostileSchemas.ring(40, "a"));
        String newer = body(HostileSchemas.ring(39, "b"));
        try (RegistryServer strict = RegistryServer.start(config(Map.of("signet.schema.max.pairs", "1000")));
                RegistryServer lenient = RegistryServer.start(config(Map.of("signet.schema.max.pairs", "2000")))) {
            assertThat(send(strict, "POST", "/subjects/rings/versions", older).statusCode())
                    .isEqualTo(200);
            String check = "/compatibility/subjects/rings/versions/latest";
            String diff = "{\"from\":{\"subject\":\"rings\"},\"to\":" + newer + "}";

            for (HttpResponse<String> answer : List.of(
                    send(strict, "POST", "/subjects/rings/versions", newer),
                    send(strict, "POST", check, newer),
                    send(strict, "POST", "/compatibility/subjects/rings/versions", newer),
                    send(strict, "POST", "/signet/v1/diff", diff))) {
                assertThat(answer.statusCode()).isEqualTo(422);
                assertThat(answer.body())
                        .contains("42201", "more than 1000 pairs of types in one comparison (signet.schema.max.pairs)");
            }
            assertThat(send(strict, "POST", check + "?verbose=true", newer).body())
                    .startsWith("{\"is_compatible\":false,");

            assertThat(send(lenient, "POST", check, newer).body()).isEqualTo("{\"is_compatible\":false}");
            assertThat(send(lenient, "POST", "/subjects/rings/versions", newer).statusCode())
                    .isEqualTo(409);
            assertThat(send(lenient, "POST", "/signet/v1/diff", diff).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String body(String schema) throws IOException {
        return new ObjectMapper().writeValueAsString(Map.of("schema", schema));
    }

    @Test
    void a_port_in_use_stops_the_start_with_one_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerConfig config = config(Map.of("signet.port", Integer.toString(taken.getLocalPort())));

            assertThatThrownBy(() -> RegistryServer.start(config))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port is in use");
        }
    }

    @Test
    void a_database_that_is_not_there_stops_the_start_with_one_sentence_without_secrets() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        for (String migrate : new String[] {"true", "false"}) {
            ServerConfig config = config(Map.of(
                    "signet.db.url",
                    "jdbc:postgresql://127.0.0.1:" + unused + "/x?password=hush",
                    "signet.db.password",
                    "hush",
                    "signet.db.connect.timeout",
                    "1s",
                    "signet.db.migrate",
                    migrate));

            assertThatThrownBy(() -> RegistryServer.start(config))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("127.0.0.1:" + unused)
                    .hasMessageNotContaining("hush")
                    .hasMessageNotContaining("Exception")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void tables_that_are_not_there_stop_the_start_with_what_to_do() {
        ServerConfig config =
                config(Map.of("signet.db.url", TestDatabase.empty().url(), "signet.db.migrate", "false"));

        assertThatThrownBy(() -> RegistryServer.start(config))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("migrate");
    }

    private static ServerConfig config(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "signet.port", "0",
                "signet.db.url", database.url(),
                "signet.db.user", "postgres",
                "signet.db.password", "postgres",
                "signet.db.connections", "4"));
        flags.putAll(more);
        return ((Reading.Valid) ServerConfig.read(flags, Map.of(), Optional.empty())).config();
    }

    private static HttpResponse<String> send(RegistryServer server, String method, String path, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
