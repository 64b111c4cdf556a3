package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import dev.signet.server.http.HttpSettings.ConflictCode;
import dev.signet.server.registry.InMemorySchemaStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What brokers may send, however wrong, and what is said of it. */
@Timeout(60)
class HeartbeatsIT {
    private static final String PATH = "/signet/v1/clusters/c/brokers/1";
    private static final String START =
            "{\"signetVersion\":\"0.1.0\",\"startedAt\":\"2026-11-21T09:00:00Z\",\"sequence\":1";
    private static final String REFUSAL =
            "{\"at\":\"2026-11-21T09:00:00Z\",\"topic\":\"t\",\"partition\":0,\"cause\":\"PAYLOAD\"}";

    @SuppressWarnings("NullAway.Init")
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                new InMemorySchemaStore(), RunningServer.settings(0, ConflictCode.CURRENT, 4 * Heartbeat.MOST_BYTES));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "signetVersion":null                        | 422 | 42251 | needs the field 'signetVersion'
            "sequence":null                             | 422 | 42251 | needs the field 'sequence'
            "sequence":-1                               | 422 | 42251 | needs the field 'sequence'
            "startedAt":null                            | 422 | 42251 | 'startedAt' must be a time
            "startedAt":"+1000000000-12-31T23:59:59Z"   | 422 | 42251 | 'startedAt' must be a time
            "policies":[{}]                             | 422 | 42251 | 'policies[0].topic' must be the name of a topic
            "counters":[{"topic":"a b"}]                | 422 | 42251 | 'counters[0].topic' must be the name of a topic
            "refusals":[{"topic":"t"}]                  | 422 | 42251 | 'refusals[0].at' must be a time
            "address":"\\ud800"                         | 422 | 42251 | half of a surrogate pair
            "roles":["\\u0000"]                         | 422 | 42251 | cannot hold a NUL
            "policies":7                                | 400 | 400   | 'policies' must be an array
            "woven":"yes"                               | 400 | 400   | 'woven' must be true or false
            """)
    void what_a_broker_cannot_have_meant_is_refused_by_name(String field, int status, int code, String message) {
        HttpResponse<byte[]> response = put(START + "," + field + "}");

        assertThat(text(response)).contains("\"error_code\":" + code, message);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(text(server.send("GET", "/signet/v1/clusters", ""))).doesNotContain("\"c\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "partition":0     | "partition":-1                                 | refusals[0].partition
            "cause":"PAYLOAD" | "cause":""                                     | refusals[0].cause
            "cause":"PAYLOAD" | "cause":"PAYLOAD","side":""                    | refusals[0].cause
            "cause":"PAYLOAD" | "cause":"PAYLOAD","recordBase64":"?"           | refusals[0].recordBase64
            """)
    void a_refusal_that_cannot_be_is_named(String good, String bad, String place) {
        HttpResponse<byte[]> response = put(START + ",\"refusals\":[" + REFUSAL.replace(good, bad) + "]}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(text(response)).contains(place);
    }

    @Test
    void too_many_of_anything_are_refused() {
        assertThat(text(put(START + ",\"policies\":[" + many("{\"topic\":\"t\"}", 1_001) + "]}")))
                .contains("at most 1000 policies, got 1001");
        assertThat(text(put(START + ",\"counters\":[" + many("{\"topic\":\"t\"}", 1_001) + "]}")))
                .contains("at most 1000 counters, got 1001");
        assertThat(text(put(START + ",\"refusals\":[" + many(REFUSAL, 201) + "]}")))
                .contains("at most 200 refusals, got 201");
        HttpResponse<byte[]> long1 = put(START + ",\"address\":\"" + "x".repeat(Heartbeat.MOST_BYTES) + "\"}");
        assertThat(long1.statusCode()).isEqualTo(413);
        assertThat(text(long1)).contains("at most 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "address":"%s"
            "roles":["%s"]
            "defaults":{"signet.value.validation":"%s"}
            "policies":[{"topic":"t","settings":{"signet.value.validation":"%s"}}]
            """)
    void what_grows_over_the_bound_when_it_is_written_is_refused_as_too_large(String field) {
        // Four bytes each as they are sent, twelve as a pair of escapes.
        String body = START + "," + field.formatted("\ud83d\ude00".repeat(250_000)) + "}";

        HttpResponse<byte[]> response = put(body);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(text(response)).contains("at most 1048576 bytes", "got 3000", "12 bytes");
    }

    @Test
    void large_heartbeats_are_shown_a_few_at_a_time_until_there_are_no_more() {
        String large = START + ",\"address\":\"" + "x".repeat(1_000_000) + "\"}";
        for (int broker = 0; broker < 6; broker++) {
            assertThat(put("/signet/v1/clusters/large/brokers/" + broker, large).statusCode())
                    .isEqualTo(204);
        }

        assertThat(brokersFrom(0)).containsExactly(0, 1, 2, 3);
        assertThat(brokersFrom(4)).containsExactly(4, 5);
        assertThat(brokersFrom(6)).isEmpty();
    }

    private static List<Integer> brokersFrom(int offset) {
        byte[] body = server.send("GET", "/signet/v1/clusters/large/brokers?offset=" + offset, "")
                .body();
        return Stream.of(RestJson.read(body, BrokerReply[].class).asOptional().orElseThrow())
                .map(BrokerReply::brokerId)
                .toList();
    }

    @Test
    void a_record_is_kept_up_to_its_bound_and_not_beyond() {
        byte[] most = new byte[RefusedRecordJson.MOST_RECORD_BYTES];
        byte[] more = new byte[RefusedRecordJson.MOST_RECORD_BYTES + 1];

        assertThat(put("/signet/v1/clusters/records/brokers/1", refusalOf(more)).statusCode())
                .isEqualTo(422);
        assertThat(put("/signet/v1/clusters/records/brokers/1", refusalOf(most)).statusCode())
                .isEqualTo(204);
        assertThat(text(server.send("GET", "/signet/v1/refusals?cluster=records", "")))
                .contains("\"recordBase64\":\"" + Base64.getEncoder().encodeToString(most) + "\"");
    }

    private static String refusalOf(byte[] record) {
        String base64 = Base64.getEncoder().encodeToString(record);
        return START + ",\"refusals\":[" + REFUSAL.replace("\"cause\"", "\"recordBase64\":\"" + base64 + "\",\"cause\"")
                + "]}";
    }

    @Test
    void long_client_ids_and_reasons_are_cut_and_do_not_silence_the_broker() {
        String refusal = REFUSAL.replace(
                "\"cause\"",
                "\"clientId\":\"" + "i".repeat(30_000) + "\",\"reason\":\"" + "r".repeat(2_000) + "\",\"cause\"");
        String counter = "{\"topic\":\"t\",\"clientId\":\"" + "\\u0000".repeat(300) + "\"}";

        assertThat(put(
                                "/signet/v1/clusters/cut/brokers/1",
                                START + ",\"refusals\":[" + refusal + "],\"counters\":[" + counter + "]}")
                        .statusCode())
                .isEqualTo(204);

        RefusedRecordJson kept = RestJson.read(
                        server.send("GET", "/signet/v1/refusals?cluster=cut", "")
                                .body(),
                        RefusedRecordJson[].class)
                .asOptional()
                .orElseThrow()[0];
        assertThat(kept.clientId()).isEqualTo("i".repeat(250));
        assertThat(kept.reason()).isEqualTo("r".repeat(1_000));
        assertThat(text(server.send("GET", "/signet/v1/clusters/cut/brokers", "")))
                .contains("\"clientId\":\"" + "\ufffd".repeat(250) + "\"");
    }

    @ParameterizedTest
    @CsvSource({"%20, 1", "a%0Ab, 1", "c, -1", "c, 2147483648", "c, 1.5"})
    void names_that_no_broker_has_are_refused(String cluster, String broker) {
        HttpResponse<byte[]> response = put("/signet/v1/clusters/" + cluster + "/brokers/" + broker, START + "}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(text(response)).contains("\"error_code\":42251");
    }

    @Test
    void a_cluster_id_that_is_too_long_is_refused() {
        assertThat(put("/signet/v1/clusters/" + "x".repeat(201) + "/brokers/1", START + "}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put("/signet/v1/clusters/" + "x".repeat(200) + "/brokers/1", START + "}")
                        .statusCode())
                .isEqualTo(204);
    }

    private static String many(String part, int count) {
        return String.join(",", Collections.nCopies(count, part));
    }

    private static HttpResponse<byte[]> put(String body) {
        return put(PATH, body);
    }

    private static HttpResponse<byte[]> put(String path, String body) {
        return server.send("PUT", path, body);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
