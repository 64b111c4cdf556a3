package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is ignored in a body, as existing servers do, is at least said. */
@Timeout(60)
class WarningsIT {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "compatibilityLevel, compatibility",
        "Compatibility, compatibility",
        "validate_fields, validateFields",
        "normalise, normalize",
        "default, defaultMetadata",
    })
    void an_unknown_field_of_a_config_is_named_with_what_was_probably_meant(String written, String meant) {
        HttpResponse<byte[]> reply = server.send("PUT", "/config/named", "{\"" + written + "\":null}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(warnings(reply))
                .containsExactly("unknown field '%s' ignored; the field is '%s'".formatted(written, meant));
    }

    @Test
    void a_field_like_no_other_is_answered_with_all_that_there_are() {
        HttpResponse<byte[]> reply = server.send("PUT", "/mode/odd", "{\"mode\":\"READWRITE\",\"f\\u00fcr\":1}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(warnings(reply)).containsExactly("unknown field 'f?r' ignored; the fields are mode");
    }

    @Test
    void a_refusal_carries_the_warning_too() {
        HttpResponse<byte[]> reply = server.send("PUT", "/mode/odd", "{\"modes\":\"READONLY\"}");

        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(warnings(reply)).containsExactly("unknown field 'modes' ignored; the field is 'mode'");
    }

    @Test
    void an_unknown_policy_is_stored_as_none() {
        server.send("PUT", "/config/lenient", "{\"compatibilityPolicy\":\"LENIENT\"}");
        HttpResponse<byte[]> reply = server.send("PUT", "/config/lenient", "{\"compatibilityPolicy\":\"LAX\"}");
        HttpResponse<byte[]> stored = server.send("GET", "/config/lenient", "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(warnings(reply))
                .containsExactly(
                        "compatibilityPolicy 'LAX' is unknown and stored as none; known are [LENIENT, STRICT]");
        assertThat(stored.body()).asString().isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
    }

    @Test
    void a_flood_of_unknown_fields_is_not_repeated_in_full() {
        StringBuilder body = new StringBuilder("{\"normalize\":true");
        for (int i = 0; i < 500; i++) {
            body.append(",\"").append("x".repeat(90)).append(i).append("\":1");
        }

        HttpResponse<byte[]> reply = server.send("PUT", "/config/flood", body + "}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(warnings(reply)).hasSize(8).allMatch(warning -> warning.contains("x".repeat(64) + "...'"));
    }

    @Test
    void the_settings_of_a_change_set_are_warned_about_with_their_place() {
        String changes = "{\"changes\":[{\"subject\":\"set\",\"schema\":\"\\\"int\\\"\",\"odd\":1},"
                + "{\"subject\":\"set\",\"config\":{\"compatibilityLevel\":\"FULL\",\"normalize\":true}},"
                + "{\"config\":{\"defaultMetadata\":{\"odd\":1},\"alia\":{\"a\":[1]},\"compatibilityPolicy\":\"LAX\"}}]}";

        HttpResponse<byte[]> reply = server.send("POST", "/signet/v1/changes", changes);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(warnings(reply))
                .containsExactly(
                        "changes[1].config: unknown field 'compatibilityLevel' ignored; the field is 'compatibility'",
                        "changes[2].config: unknown field 'alia' ignored; the field is 'alias'",
                        "changes[2].config: compatibilityPolicy 'LAX' is unknown and stored as none;"
                                + " known are [LENIENT, STRICT]");
        assertThat(reply.body()).asString().contains("\"normalize\":true");
    }

    @Test
    void a_change_set_is_warned_about_a_few_times_only_and_also_when_it_is_refused() {
        String flood = "{\"config\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}}";
        String changes = "{\"changes\":[" + flood + "," + flood + "," + flood + ",{\"config\":1}]}";

        HttpResponse<byte[]> reply = server.send("POST", "/signet/v1/changes", changes);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(warnings(reply)).hasSize(8);
    }

    @Test
    void what_is_known_is_not_warned_about() {
        HttpResponse<byte[]> reply = server.send("PUT", "/config/fine", "{\"compatibility\":\"FULL\",\"alias\":null}");

        assertThat(warnings(reply)).isEmpty();
    }

    @Test
    void a_delete_that_would_go_on_after_its_answer_is_done_before() {
        HttpResponse<byte[]> reply = server.send("DELETE", "/associations/resources/nobody?async=true", "");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(warnings(reply))
                .containsExactly("async makes no difference: the associations are gone when the answer comes");
        assertThat(warnings(server.send("DELETE", "/associations/resources/nobody?async=false", "")))
                .isEmpty();
    }

    private static List<String> warnings(HttpResponse<byte[]> reply) {
        return reply.headers().allValues("x-signet-warning");
    }
}
