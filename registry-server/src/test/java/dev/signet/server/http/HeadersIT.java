package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HeadersIT {
    private static final String LONG_DOC = "a long text ".repeat(500);
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        String schema = "{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":4,\\\"doc\\\":\\\"" + LONG_DOC
                + "\\\"}";
        server.send("POST", "/subjects/s/versions", "{\"schema\":\"" + schema + "\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/schemas/ids/1", "/schemas/ids/1/schema"})
    void a_schema_by_id_may_be_kept_but_must_be_asked_for_again(String path) {
        HttpResponse<byte[]> first = server.send("GET", path, "");
        String tag = header(first, "etag");

        HttpResponse<byte[]> again = get(path, "If-None-Match", tag);
        HttpResponse<byte[]> other = get(path, "If-None-Match", "W/\"another\", \"more\"");

        assertThat(header(first, "cache-control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "etag")).isEqualTo(tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
    }

    @Test
    void the_tag_changes_with_what_is_shown() {
        server.send("POST", "/subjects/t/versions", "{\"schema\":\"\\\"bytes\\\"\"}");
        HttpResponse<byte[]> live = server.send("GET", "/schemas/ids/2", "");
        server.send("DELETE", "/subjects/t/versions/1", "");

        HttpResponse<byte[]> deleted = get("/schemas/ids/2", "If-None-Match", header(live, "etag"));

        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(new String(deleted.body(), StandardCharsets.UTF_8)).contains("\"deleted\":true");
    }

    @Test
    void what_changes_is_not_kept() {
        assertThat(server.send("GET", "/subjects/s/versions/latest", "")
                        .headers()
                        .firstValue("etag"))
                .isEmpty();
    }

    @Test
    void long_answers_are_compressed_for_who_can_read_that() throws IOException {
        HttpResponse<byte[]> plain = server.send("GET", "/schemas/ids/1", "");
        HttpResponse<byte[]> small = get("/schemas/ids/1", "Accept-Encoding", "gzip");

        assertThat(header(small, "content-encoding")).isEqualTo("gzip");
        assertThat(small.body().length).isLessThan(plain.body().length / 5);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(small, "vary")).isEqualTo("Accept, Accept-Encoding");
    }

    @Test
    void a_request_keeps_the_name_that_its_client_gave_it() {
        assertThat(header(get("/", "X-Request-ID", "my-request-1"), "x-request-id"))
                .isEqualTo("my-request-1");
        assertThat(header(get("/nothing", "X-Request-ID", "my-request-2"), "x-request-id"))
                .isEqualTo("my-request-2");
    }

    @Test
    void a_request_without_one_usable_name_gets_a_new_one() {
        HttpResponse<byte[]> twice = server.send(HttpRequest.newBuilder(server.uri("/"))
                .header("X-Request-ID", "one")
                .header("X-Request-ID", "two"));

        assertThat(UUID.fromString(header(server.send("GET", "/", ""), "x-request-id"))
                        .version())
                .isEqualTo(4);
        assertThat(UUID.fromString(header(twice, "x-request-id"))).isNotNull();
        assertThat(header(get("/", "X-Request-ID", "x".repeat(500)), "x-request-id"))
                .hasSize(36);
        assertThat(header(get("/", "X-Request-ID", "two words"), "x-request-id"))
                .hasSize(36);
    }

    @Test
    void options_and_a_wrong_method_name_the_right_ones() {
        assertThat(header(server.send("OPTIONS", "/subjects/s/versions", ""), "allow")
                        .split(","))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
        assertThat(header(server.send("DELETE", "/subjects/s/versions", ""), "allow")
                        .split(","))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    }

    @Test
    void head_is_get_without_the_body() {
        HttpResponse<byte[]> get = server.send("GET", "/subjects", "");
        HttpResponse<byte[]> head = server.send("HEAD", "/subjects", "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo(header(get, "content-length"));
    }

    private static HttpResponse<byte[]> get(String path, String header, String value) {
        return server.send(HttpRequest.newBuilder(server.uri(path)).header(header, value));
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
