package dev.signet.server.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.server.RegistryServer;
import dev.signet.server.ServerConfig;
import dev.signet.server.postgres.CutWire;
import dev.signet.server.postgres.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registration is committed and the client is not told: it asks again and gets what was committed. */
@Timeout(120)
class LostReplyIT {
    private static final String SCHEMA =
            "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":4}\"}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void a_connection_that_is_cut_after_the_commit_costs_the_client_one_repetition() throws Exception {
        try (CutWire wire = CutWire.toTestDatabase();
                RegistryServer server = server(wire.url(database))) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
            wire.keepNextAnswer(CutWire.Then.CUT);

            HttpResponse<String> first = register(uri, "cut").get(30, TimeUnit.SECONDS);
            assertThat(wire.awaitKept()).isTrue();
            List<String> committed = versions();
            HttpResponse<String> again = register(uri, "cut").get(30, TimeUnit.SECONDS);

            assertThat(first.statusCode()).isEqualTo(500);
            assertThat(first.body()).startsWith("{\"error_code\":50001,").contains("not known");
            assertThat(first.headers().firstValue("retry-after")).contains("1");
            assertThat(committed).hasSize(1);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(said(again)).isEqualTo(committed.get(0));
            assertThat(versions()).isEqualTo(committed);
        }
    }

    @Test
    void a_server_that_is_killed_after_the_commit_costs_the_client_one_repetition(@TempDir Path folder)
            throws Exception {
        try (CutWire wire = CutWire.toTestDatabase();
                RegistryServer other = server(database.url())) {
            ServerProcess killed = ServerProcess.start(wire.url(database), folder.resolve("server.log"));
            try {
                wire.keepNextAnswer(CutWire.Then.SILENCE);
                CompletableFuture<HttpResponse<String>> lost = register(killed.uri(), "killed");
                assertThat(wire.awaitKept()).isTrue();

                killed.kill();

                assertThatThrownBy(() -> lost.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IOException.class);
            } finally {
                killed.kill();
            }
            List<String> committed = versions();
            assertThat(committed).hasSize(1);

            HttpResponse<String> again = register(URI.create("http://127.0.0.1:" + other.port() + "/"), "killed")
                    .get(30, TimeUnit.SECONDS);

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(versions()).isEqualTo(committed);
            assertThat(said(again)).isEqualTo(committed.get(0));
        }
    }

    private List<String> versions() {
        return database.rows("SELECT version, id FROM signet.versions");
    }

    private static String said(HttpResponse<String> registered) {
        return registered.body().replaceAll("\\{\"id\":(\\d+),\"version\":(\\d+),.*", "$2 $1");
    }

    private static CompletableFuture<HttpResponse<String>> register(URI server, String subject) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("subjects/" + subject + "/versions"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SCHEMA))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    private static RegistryServer server(String url) {
        Map<String, String> flags = Map.of(
                "signet.port", "0",
                "signet.db.url", url,
                "signet.db.user", "postgres",
                "signet.db.password", "postgres",
                "signet.db.connections", "4");
        return RegistryServer.start(
                ((ServerConfig.Reading.Valid) ServerConfig.read(flags, Map.of(), Optional.empty())).config());
    }
}
