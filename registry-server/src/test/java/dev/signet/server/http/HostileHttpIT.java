package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.rest.ErrorReply;
import dev.signet.schema.rest.RestJson;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is thrown at the port: JSON with code and message, never HTML, never 500, and the next request is served. */
@Timeout(60)
class HostileHttpIT {
    private static final String HEAD = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void the_next_request_is_served() {
        assertThat(server.send("GET", "/schemas/types", "").statusCode()).isEqualTo(200);
    }

    static Stream<String> requestsThatAreNoneOfOurs() {
        return Stream.of(
                "GET /nothing" + HEAD + "\r\n",
                "GET /subjects/x/nothing" + HEAD + "\r\n",
                "DELETE /subjects" + HEAD + "\r\n",
                "FOO /subjects" + HEAD + "\r\n",
                "TRACE /subjects" + HEAD + "\r\n",
                "CONNECT /subjects" + HEAD + "\r\n",
                "GET /subjects/%zz/versions" + HEAD + "\r\n",
                "GET /subjects/%ff%fe/versions" + HEAD + "\r\n",
                "GET /subjects?subjectPrefix=%ff" + HEAD + "\r\n",
                "GET /subjects?subjectPrefix=%zz" + HEAD + "\r\n",
                "GET /subjects?subjectPrefix=%a" + HEAD + "\r\n",
                "GET /subjects/%2e%2e/versions" + HEAD + "\r\n",
                "GET /../../x" + HEAD + "\r\n",
                "GET /subjects//versions" + HEAD + "\r\n",
                "GET //" + HEAD + "\r\n",
                "GET /subjects/%00/versions" + HEAD + "\r\n",
                "GET /subjects/%01/versions" + HEAD + "\r\n",
                "GET /subjects/\u0001/versions" + HEAD + "\r\n",
                "GET /subjects/é/versions" + HEAD + "\r\n",
                "GET /subjects/" + "a".repeat(10_000) + "/versions" + HEAD + "\r\n",
                "GET /subjects/" + "a".repeat(100_000) + "/versions" + HEAD + "\r\n",
                "GET /contexts/a%3Ab/subjects" + HEAD + "\r\n",
                "GET /schemas/ids/abc" + HEAD + "\r\n",
                "GET /schemas/ids/99999999999" + HEAD + "\r\n",
                "GET /schemas/ids/-1" + HEAD + "\r\n",
                "GET /schemas/ids/1.0" + HEAD + "\r\n",
                "GET /subjects?offset=-1" + HEAD + "\r\n",
                "GET /subjects?offset=99999999999" + HEAD + "\r\n",
                "GET /subjects?limit=x" + HEAD + "\r\n",
                "GET /subjects/x/versions/0" + HEAD + "\r\n",
                "GET /subjects/x/versions/2147483648" + HEAD + "\r\n",
                "GET /subjects" + HEAD + "Accept: text/html\r\n\r\n",
                "GET /subjects" + HEAD + "Accept: application/json;q=x\r\n\r\n",
                "GET /subjects" + HEAD
                        + "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nX-HTTP-Method-Override: PUT\r\n\r\n",
                "GET /subjects" + HEAD + "X-Flood: " + "y".repeat(100_000) + "\r\n\r\n",
                "GET /subjects" + HEAD + "X-A: b\r\n".repeat(5_000) + "\r\n",
                "POST /subjects/x/versions" + HEAD + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
                "POST /subjects/x/versions" + HEAD + "Content-Type: ;;;=\r\nContent-Length: 2\r\n\r\n{}",
                "POST /subjects/x/versions" + HEAD
                        + "Content-Type: application/json; charset\r\nContent-Length: 1\r\n\r\n{",
                "POST /subjects/x/versions" + HEAD + "Content-Length: 0\r\n\r\n",
                "POST /subjects/x/versions" + HEAD + "Content-Length: -1\r\n\r\n{}",
                "POST /subjects/x/versions" + HEAD + "Content-Length: 99999999999999999999999\r\n\r\n{}",
                "POST /subjects/x/versions" + HEAD + "Content-Length: 99999999\r\n\r\n{}",
                "POST /subjects/x/versions" + HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "POST /subjects/x/versions" + HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
                "POST /subjects/x/versions" + HEAD + "Transfer-Encoding: gzip\r\n\r\n{}",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requestsThatAreNoneOfOurs")
    void a_request_that_is_none_of_ours_is_refused_in_json(String request) throws IOException {
        assertRefused(server.raw(request));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {",
                "400 | []",
                "400 | 'int'",
                "400 | {\"schema\":17}",
                "400 | {\"schema\":\"x\",\"id\":2147483648}",
                "400 | {\"schema\":\"x\",\"version\":1e400}",
                "400 | {\"schema\":\"x\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":99999999999}]}",
                "422 | null",
                "422 | {}",
                "422 | {\"schema\":\"\\ud800\"}",
                "422 | {\"schema\":\"\\u0000\"}",
                "422 | {\"schema\":\"\\\"int\\\"\",\"schema\":\"{\"}",
                "422 | {\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"nobody\",\"version\":1}]}",
                "422 | {\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":-7}]}",
                "422 | {\"schema\":\"\\\"int\\\"\",\"metadata\":{\"properties\":{\"a\":\"\\u0000\"}}}",
            })
    void a_body_that_makes_no_sense_is_the_clients_fault(int status, String body) {
        HttpResponse<byte[]> response = server.send("POST", "/subjects/hostile/versions", body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertJson(response);
    }

    @Test
    void json_nested_very_deep_is_refused() {
        String nested = "{\"schema\":\"\\\"int\\\"\",\"metadata\":" + "[".repeat(20_000);

        assertThat(server.send("POST", "/subjects/hostile/versions", nested).statusCode())
                .isEqualTo(400);
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] body = {'{', '"', 's', 'c', 'h', 'e', 'm', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0xff, '"', '}'};

        HttpResponse<byte[]> response = server.send(HttpRequest.newBuilder(server.uri("/subjects/hostile/versions"))
                .POST(BodyPublishers.ofByteArray(body)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertJson(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PUT /config/hostile", "PUT /mode/hostile", "POST /compatibility/subjects/hostile/versions"})
    void other_bodies_are_read_as_strictly(String line) {
        String[] parts = line.split(" ", 2);

        assertThat(server.send(parts[0], parts[1], "{").statusCode()).isEqualTo(400);
        assertThat(server.send(parts[0], parts[1], "[]").statusCode()).isEqualTo(400);
        assertThat(server.send(parts[0], parts[1], "null").statusCode()).isEqualTo(422);
    }

    @Test
    void an_announced_body_that_is_too_long_is_refused_before_it_is_sent() throws IOException {
        String answer = server.raw("POST /subjects/x/versions HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + (RunningServer.MAX_BODY + 1) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertRefused(answer);
    }

    @Test
    void a_chunked_body_without_end_is_cut_off() throws IOException {
        StringBuilder request = new StringBuilder(
                "POST /subjects/x/versions HTTP/1.1\r\nHost: x\r\n" + "Transfer-Encoding: chunked\r\n\r\n");
        String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
        request.append(chunk.repeat(2 * RunningServer.MAX_BODY / 4_096));

        String answer = server.raw(request.toString());

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_body_that_stops_in_the_middle_is_given_up() throws IOException {
        String answer = server.raw("POST /subjects/x/versions HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 408 ");
        assertRefused(answer);
    }

    @Test
    void a_body_that_trickles_is_given_up_although_the_connection_is_never_silent() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write("POST /subjects/x/versions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            while (socket.getInputStream().available() == 0) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
                socket.getOutputStream().write('x');
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }

            assertThat(RunningServer.readToEnd(socket)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void slow_senders_do_not_keep_others_waiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 10 * RunningServer.THREADS; i++) {
                Socket socket = server.connect();
                socket.getOutputStream()
                        .write("POST /subjects/x/versions HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\na"
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }

            long start = System.nanoTime();
            assertThat(server.send("GET", "/", "").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void clients_that_go_away_in_the_middle_leave_nothing_behind() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = server.connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write("POST /subjects/x/versions HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void a_header_cannot_replace_the_method() {
        HttpResponse<byte[]> response = server.send(HttpRequest.newBuilder(server.uri("/subjects/x"))
                .POST(BodyPublishers.ofString("{}"))
                .header("X-HTTP-Method-Override", "DELETE"));

        assertThat(response.statusCode()).isEqualTo(405);
    }

    private static void assertRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.1 (4..|505) .*");
        int body = answer.indexOf("\r\n\r\n") + 4;
        String head = answer.substring(0, body);
        assertThat(head).containsIgnoringCase("Content-Type: application/vnd.schemaregistry.v1+json\r\n");
        assertThat(head).containsIgnoringCase("X-Request-ID: ");
        assertError(answer.substring(body).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertJson(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("content-type")).contains(MediaType.V1.text());
        assertError(response.body());
    }

    private static void assertError(byte[] body) {
        ErrorReply error = RestJson.read(body, ErrorReply.class).asOptional().orElseThrow();
        assertThat(error.errorCode()).isNotZero();
        assertThat(error.message()).isNotBlank().doesNotContain("Exception", "\tat ", "signet.", "jetty", "<html");
    }
}
