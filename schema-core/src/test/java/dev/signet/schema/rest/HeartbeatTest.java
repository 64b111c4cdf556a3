package dev.signet.schema.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {
    private static final RefusedRecordJson REFUSAL = new RefusedRecordJson(
            "2026-11-21T10:00:03.250Z",
            null,
            null,
            "orders",
            2,
            "shop",
            "value",
            7,
            "PAYLOAD",
            "record 7: too short",
            12,
            false,
            3,
            "AAAA");

    private static final Heartbeat FULL = new Heartbeat(
            "0.1.0",
            "4.4.0",
            List.of("broker", "controller"),
            "kafka-1:9092",
            "2026-11-21T09:00:00Z",
            17L,
            5_000L,
            true,
            sorted(Map.of("signet.value.validation", "auto")),
            List.of(new Heartbeat.Policy(
                    "orders",
                    sorted(Map.of("signet.value.validation", "full", "signet.key.validation", "off")),
                    false)),
            3,
            new Heartbeat.Caches(4, 2, 61_000L, 0, false, 1_500L, "loaded"),
            List.of(
                    new Heartbeat.Counter(
                            "orders", "shop", 1_000, sorted(Map.of("PAYLOAD", 3L, "NOT_FRAMED", 1L)), null, 0, 2),
                    new Heartbeat.Counter("orders", null, 5, null, sorted(Map.of("UNKNOWN_ID", 1L)), 4, 0)),
            1,
            List.of(REFUSAL),
            9);

    private static final String JSON = """
            {"signetVersion":"0.1.0","kafkaVersion":"4.4.0","roles":["broker","controller"],"address":"kafka-1:9092",
            "startedAt":"2026-11-21T09:00:00Z","sequence":17,"intervalMillis":5000,"woven":true,
            "defaults":{"signet.value.validation":"auto"},
            "policies":[{"topic":"orders",
            "settings":{"signet.key.validation":"off","signet.value.validation":"full"},"acceptsUnchecked":false}],
            "morePolicies":3,
            "caches":{"schemas":4,"subjects":2,"oldestAnswerAgeMillis":61000,"pendingLookups":0,
            "registryReachable":false,"unreachableForMillis":1500,"diskCache":"loaded"},
            "counters":[{"topic":"orders","clientId":"shop","checked":1000,"refused":{"NOT_FRAMED":1,"PAYLOAD":3},
            "acceptedUnchecked":0,"sentBack":2},
            {"topic":"orders","checked":5,"monitored":{"UNKNOWN_ID":1},"acceptedUnchecked":4,"sentBack":0}],
            "moreCounters":1,
            "refusals":[{"at":"2026-11-21T10:00:03.250Z","topic":"orders","partition":2,"clientId":"shop",
            "side":"value","index":7,"cause":"PAYLOAD","reason":"record 7: too short","schemaId":12,
            "monitored":false,"recordBytes":3,"recordBase64":"AAAA"}],
            "moreRefusals":9}
            """.replace("\n", "");

    @Test
    void a_heartbeat_is_written_as_documented() {
        assertThat(text(FULL)).isEqualTo(JSON);
    }

    @Test
    void what_is_written_is_read_again() {
        assertThat(read(JSON)).isEqualTo(Answer.done(FULL));
    }

    @Test
    void a_heartbeat_of_a_newer_release_is_read_without_what_is_unknown() {
        String newer = JSON.replace("\"woven\":true", "\"woven\":true,\"hook\":{\"nanos\":[1]}")
                .replace("\"partition\":2", "\"partition\":2,\"offset\":5")
                .replace("\"schemas\":4", "\"schemas\":4,\"bytes\":1");

        assertThat(read(newer)).isEqualTo(Answer.done(FULL));
    }

    @Test
    void a_client_without_a_name_is_not_the_row_of_all_other_clients() {
        assertThat(text(new Heartbeat.Counter("orders", "", 1, null, null, 0, 0)))
                .isEqualTo(
                        "{\"topic\":\"orders\",\"clientId\":\"\",\"checked\":1,\"acceptedUnchecked\":0,\"sentBack\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"sequence\":\"1\"}; 'sequence' must be a whole number",
                "{\"sequence\":99999999999999999999}; 'sequence' must be a whole number",
                "{\"woven\":\"yes\"}; 'woven' must be true or false",
                "{\"policies\":[null]}; 'policies[0]' must be an object without nulls",
                "{\"defaults\":{\"a\":null}}; 'defaults.a' must be text",
                "{\"counters\":[{\"refused\":{\"PAYLOAD\":true}}]}; 'counters[0].refused.PAYLOAD' must be a whole",
                "{\"refusals\":[{\"partition\":2147483648}]}; 'refusals[0].partition' must be a whole number from",
            })
    void a_field_of_the_wrong_kind_is_named(String json, String fault) {
        assertThat(read(json)).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(ErrorCode.MALFORMED_REQUEST);
            assertThat(refused.refusal().message()).contains(fault);
        });
    }

    @Test
    void a_broker_is_answered_as_documented() {
        BrokerReply reply = new BrokerReply(
                "c",
                1,
                "2026-11-21T10:00:00Z",
                1_200,
                "10.0.0.7",
                new Heartbeat(
                        "0.1.0",
                        null,
                        null,
                        null,
                        "2026-11-21T09:00:00Z",
                        1L,
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));

        assertThat(text(reply))
                .isEqualTo("{\"clusterId\":\"c\",\"brokerId\":1,\"receivedAt\":\"2026-11-21T10:00:00Z\","
                        + "\"ageMillis\":1200,\"receivedFrom\":\"10.0.0.7\",\"heartbeat\":{\"signetVersion\":\"0.1.0\","
                        + "\"startedAt\":\"2026-11-21T09:00:00Z\",\"sequence\":1,\"woven\":true}}");
    }

    @Test
    void a_cluster_is_answered_as_documented() {
        assertThat(text(new ClusterReply("c", 3, "2026-11-21T10:00:00Z", 20)))
                .isEqualTo(
                        "{\"clusterId\":\"c\",\"brokers\":3,\"receivedAt\":\"2026-11-21T10:00:00Z\",\"ageMillis\":20}");
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }

    private static Answer<Heartbeat> read(String json) {
        return RestJson.read(json.getBytes(StandardCharsets.UTF_8), Heartbeat.class);
    }

    private static String text(Object body) {
        return new String(RestJson.bytes(body), StandardCharsets.UTF_8);
    }
}
