package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.registry.ChangeSetLimits;
import dev.signet.server.registry.InMemorySchemaStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Change sets that are larger, slower or stranger than others. The next honest request is always answered. */
@Timeout(60)
class ChangeSetsIT {
    private static final String PATH = "/signet/v1/changes";
    private static final int LONGEST = 400_000;
    private static final int MOST = 1_000;

    private final RunningServer server = RunningServer.start(
            new InMemorySchemaStore(), new ChangeSetLimits(LONGEST, MOST, 1_000_000, Duration.ofSeconds(4)));

    @AfterEach
    void stop() {
        assertThat(post("{\"changes\":[" + change(1) + "]}").statusCode()).isEqualTo(200);
        assertThat(server.send("GET", "/subjects", "").statusCode()).isEqualTo(200);
        server.close();
    }

    private static String change(int number) {
        return "{\"subject\":\"s" + number + "\",\"schema\":\"\\\"int\\\"\"}";
    }

    private static String changes(int count) {
        return IntStream.range(0, count).mapToObj(ChangeSetsIT::change).collect(Collectors.joining(","));
    }

    private HttpResponse<byte[]> post(String body) {
        return server.send(HttpRequest.newBuilder(server.uri(PATH))
                .header("Content-Type", MediaType.V1.text())
                .POST(BodyPublishers.ofString(body)));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_body_that_is_longer_than_those_of_other_routes_is_read() {
        String filler = "{\"subject\":\"long\",\"schema\":\"{\\\"type\\\":\\\"string\\\",\\\"doc\\\":\\\""
                + "x".repeat(4 * RunningServer.MAX_BODY) + "\\\"}\"}";

        HttpResponse<byte[]> response = post("{\"changes\":[" + filler + "]}");

        assertThat(text(response)).startsWith("{\"accepted\":true");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void as_many_changes_as_are_allowed_are_judged_and_one_more_is_not() {
        HttpResponse<byte[]> most = post("{\"changes\":[" + changes(MOST) + "]}");
        HttpResponse<byte[]> more = post("{\"changes\":[" + changes(MOST + 1) + "]}");

        assertThat(most.statusCode()).isEqualTo(200);
        assertThat(more.statusCode()).isEqualTo(422);
        assertThat(text(more)).contains("\"error_code\":42201", "more than 1000 changes", "signet.changes.max.changes");
    }

    @Test
    void a_body_over_the_limit_is_refused_with_both_lengths_known_or_not() throws IOException {
        String body = "{\"changes\":[" + changes(1) + "]," + " ".repeat(LONGEST) + "\"x\":1}";

        HttpResponse<byte[]> known = post(body);
        String chunked = server.raw("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                + MediaType.V1.text() + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");

        assertThat(known.statusCode()).isEqualTo(413);
        assertThat(text(known)).contains("\"error_code\":413", LONGEST + " bytes", "signet.changes.max.body");
        assertThat(chunked).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"changes\":[",
                "{\"changes\":[{\"subject\":\"a\",\"schema\":\"x",
                "{\"changes\":[{}]}",
                "{\"changes\":[null]}",
                "{\"changes\":[7]}",
                "{\"changes\":[[]]}",
                "{\"changes\":null}",
                "{\"changes\":\"x\"}",
                "{\"changes\":[],\"changes\":[]}",
                "{\"changes\":[]} {}",
                "{\"changes\":[],\"cursor\":7}",
                "{\"changes\":[{\"subject\":\"a\",\"schema\":{\"type\":\"int\"}}]}",
                "{\"changes\":[{\"subject\":\"a\",\"schema\":\"\\\"int\\\"\",\"references\":{}}]}",
                "{\"changes\":[{\"subject\":\"a\",\"schema\":\"\\\"int\\\"\",\"normalize\":\"yes\"}]}",
                "{\"changes\":[{\"subject\":\"a\",\"config\":7}]}",
                "[]",
                "7",
                "changes=1"
            })
    void what_is_no_change_set_is_refused_with_its_place(String body) {
        HttpResponse<byte[]> response = post(body);

        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
        assertThat(text(response)).contains("\"error_code\":400").doesNotContain("Exception", "dev.signet");
    }

    @Test
    void json_of_any_depth_is_refused_where_it_is_no_change_and_passed_over_where_nobody_looks() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        for (String body : List.of(
                "{\"x\":" + deep + ",\"changes\":[]}",
                "{\"changes\":" + deep + "}",
                "{\"changes\":[{\"subject\":\"a\",\"schema\":\"\\\"int\\\"\",\"metadata\":" + deep + "}]}")) {
            assertThat(post(body).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void without_a_body_or_with_another_media_type_it_is_refused_as_everywhere() {
        HttpResponse<byte[]> empty = post("");
        HttpResponse<byte[]> other = server.send(HttpRequest.newBuilder(server.uri(PATH))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"changes\":[]}")));
        HttpResponse<byte[]> method = server.send("PUT", PATH, "{\"changes\":[]}");

        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(other.statusCode()).isEqualTo(415);
        assertThat(method.statusCode()).isEqualTo(405);
    }

    @Test
    void a_sender_that_hangs_up_or_falls_silent_keeps_no_place() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (Socket gone = begin(i)) {
                assertThat(gone.isConnected()).isTrue();
            }
            silent.add(begin(i));
        }
        for (Socket socket : silent) {
            assertThat(RunningServer.readToEnd(socket)).matches("(?s)HTTP/1.1 (408|503) .*");
            socket.close();
        }
        awaitAnswer();
    }

    @Test
    void more_change_sets_than_it_can_work_on_are_told_to_come_again_and_others_are_answered() throws IOException {
        List<Socket> busy = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            busy.add(begin(i));
        }

        HttpResponse<byte[]> another = postUntilRefused();

        assertThat(another.headers().firstValue("Retry-After")).contains("1");
        assertThat(text(another)).contains("\"error_code\":503", "as many change sets");
        assertThat(server.send("GET", "/subjects", "").statusCode()).isEqualTo(200);
        for (Socket socket : busy) {
            socket.close();
        }
        awaitAnswer();
    }

    /** Those before it may not have reached the route yet. */
    private HttpResponse<byte[]> postUntilRefused() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        HttpResponse<byte[]> answer = post("{\"changes\":[]}");
        while (answer.statusCode() != 503) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            answer = post("{\"changes\":[]}");
        }
        return answer;
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        HttpResponse<byte[]> answer = post("{\"changes\":[]}");
        while (answer.statusCode() != 200) {
            assertThat(System.nanoTime()).as(text(answer)).isLessThan(deadline);
            answer = post("{\"changes\":[]}");
        }
    }

    /** A request whose body does not end. */
    private Socket begin(int number) throws IOException {
        Socket socket = server.connect();
        String part = "{\"changes\":[" + change(number) + ",";
        socket.getOutputStream()
                .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                                + MediaType.V1.text() + "\r\nContent-Length: 9999\r\n\r\n" + part)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void the_memory_of_a_body_is_counted_several_times_and_given_back() throws IOException {
        BodyMemory memory = new BodyMemory(1_000);
        ChangeSetLimits limits = new ChangeSetLimits(LONGEST, MOST, 1_000, Duration.ofSeconds(9));

        for (int i = 0; i < 10; i++) {
            try (ChangeSetBody body = new ChangeSetBody(new ByteArrayInputStream(new byte[200]), memory, limits)) {
                assertThat(body.readAllBytes()).hasSize(200);
                assertThat(memory.take(201)).isFalse();
                memory.giveBack(201);
            }
        }
        assertThat(memory.take(1_000)).isTrue();
    }

    @Test
    void a_set_that_refers_in_circles_among_hundreds_is_answered_at_once() {
        StringBuilder circle = new StringBuilder();
        for (int i = 0; i < 800; i++) {
            circle.append(i == 0 ? "" : ",")
                    .append("{\"subject\":\"c%d\",\"schema\":\"\\\"int\\\"\",\"references\":[".formatted(i))
                    .append("{\"name\":\"C\",\"subject\":\"c%d\",\"version\":-1}]}".formatted((i + 1) % 800));
        }

        HttpResponse<byte[]> response = post("{\"changes\":[" + circle + "]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response)).contains("\"accepted\":false", "form a cycle: c0 -> c1 -> ");
    }
}
