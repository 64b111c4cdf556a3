package dev.signet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.doctor.Finding.Level;
import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RestJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExaminationTest {
    private static final KafkaNode ONE = new KafkaNode(1, KafkaNode.Role.BROKER, "k1:9092");
    private static final KafkaNode TWO = new KafkaNode(2, KafkaNode.Role.BROKER, "k2:9092");
    private static final KafkaNode LEADER = new KafkaNode(9, KafkaNode.Role.CONTROLLER, "k9:9093");
    private static final String FINE = """
            "signetVersion":"0.1.0","kafkaVersion":"4.4.0","roles":["broker"],"woven":true,"intervalMillis":5000,
            "defaults":{"signet.value.validation":"off"},
            "policies":[{"topic":"orders","settings":{"signet.value.validation":"full"}}],
            "caches":{"oldestAnswerAgeMillis":20000,"registryReachable":true,"diskCache":"loaded"},
            "counters":[{"topic":"orders","clientId":"shop","checked":70}]
            """;

    @Test
    void nothing_is_wrong_with_nodes_that_are_alike_and_check() {
        List<Finding> findings =
                kafka(List.of(ONE, TWO, LEADER), broker(1, FINE), broker(2, FINE), broker(9, controller()));

        assertThat(findings).extracting(Finding::level).containsOnly(Level.FINE);
        assertThat(findings)
                .extracting(Finding::text)
                .containsExactly(
                        "All 3 nodes that Kafka names send heartbeats.",
                        "The check is part of the append path of every broker that is heard.",
                        "All brokers have the same versions, defaults and policies.",
                        "Every broker that is heard reaches the registry, and goes by fresh answers.",
                        "No record was accepted unchecked, and no topic asks for it.",
                        "140 records were checked since the brokers were started.");
    }

    @Test
    void a_broker_and_a_controller_that_were_never_heard_are_named_with_what_follows() {
        List<Finding> findings = kafka(List.of(ONE, TWO, LEADER), broker(1, FINE));

        assertThat(wrong(findings))
                .containsExactly(
                        "Broker 2 (k2:9092) does not run Signet's agent or cannot reach the registry; without the agent"
                                + " records produced to its partitions are not checked.",
                        "Controller 9 (k9:9093) does not run Signet's agent or cannot reach the registry; without the"
                                + " agent it does not know the topic settings of Signet, and refuses them while it leads.");
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.WRONG)
                .allSatisfy(finding -> assertThat(finding.advice()).contains("-javaagent"));
    }

    @ParameterizedTest
    @CsvSource({"5000, 29, true", "5000, 31, false", "20000, 59, true", "20000, 61, false", "9000000000, 10801, false"})
    void a_broker_is_silent_after_three_heartbeats_and_half_a_minute(long interval, long age, boolean heard) {
        String heartbeat = FINE.replace("5000", Long.toString(interval));

        List<Finding> asked = kafka(List.of(ONE), broker(1, age, heartbeat));
        List<Finding> unasked = Examination.of("c", Optional.empty(), List.of(broker(1, age, heartbeat)));

        assertThat(wrong(asked).isEmpty()).isEqualTo(heard);
        assertThat(wrong(unasked).isEmpty()).isEqualTo(heard);
    }

    @Test
    void what_a_silent_broker_has_said_does_not_count_any_more() {
        String bad = FINE.replace("\"woven\":true", "\"woven\":false").replace("0.1.0", "0.0.9");

        List<Finding> findings = kafka(List.of(ONE, TWO), broker(1, FINE), broker(2, 90, bad));

        assertThat(wrong(findings))
                .containsExactly("Broker 2 (k2:9092) runs, but has sent no heartbeat for 90 s: it was started without"
                        + " Signet's agent or cannot reach the registry; without the agent records produced to its"
                        + " partitions are not checked.");
    }

    @Test
    void nodes_that_kafka_does_not_name_are_told_of() {
        List<Finding> findings =
                kafka(List.of(ONE), broker(1, FINE), broker(4, 7_000, FINE), broker(5, FINE), broker(9, controller()));

        assertThat(wrong(findings)).isEmpty();
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.NOTE)
                .extracting(Finding::text)
                .containsExactly(
                        "Broker 4 sent its last heartbeat 116 min ago, and Kafka does not name it now.",
                        "Broker 5 sends heartbeats, but Kafka does not name it.",
                        "Controller 9 sends heartbeats, but Kafka does not name it.");
    }

    @Test
    void controllers_that_kafka_hides_are_no_fault() {
        KafkaCluster cluster = new KafkaCluster("c", List.of(ONE), "not allowed");

        List<Finding> findings =
                Examination.of("c", Optional.of(cluster), List.of(broker(1, FINE), broker(9, controller())));

        assertThat(wrong(findings)).isEmpty();
        assertThat(findings)
                .extracting(Finding::text)
                .contains(
                        "Controller 9 sends heartbeats.",
                        "Kafka does not name its controllers, so they were not looked for: not allowed");
    }

    @Test
    void a_broker_whose_append_path_has_no_check_is_named_but_not_a_controller() {
        String bare = FINE.replace("\"woven\":true", "\"woven\":false");

        List<Finding> findings = kafka(
                List.of(ONE, LEADER),
                broker(1, bare),
                broker(9, controller().replace("\"woven\":true", "\"woven\":false")));

        assertThat(wrong(findings))
                .containsExactly("Broker 1 runs Signet's agent, but the check is not part of its append path; records"
                        + " produced to its partitions are not checked.");
    }

    @Test
    void brokers_that_differ_are_told_apart_by_value() {
        String other = FINE.replace("0.1.0", "0.2.0")
                .replace("4.4.0", "4.3.1")
                .replace("\"signet.value.validation\":\"off\"", "\"signet.validation.mode\":\"monitor\"")
                .replace("\"full\"", "\"id\"");

        List<Finding> findings = kafka(List.of(ONE, TWO), broker(1, FINE), broker(2, other));

        assertThat(wrong(findings))
                .containsExactly(
                        "The nodes run different releases of Signet: 0.1.0 on broker 1, 0.2.0 on broker 2.",
                        "The brokers have different defaults: signet.validation.mode is monitor on broker 2, not set on"
                                + " broker 1.",
                        "The brokers have different defaults: signet.value.validation is not set on broker 2, off on"
                                + " broker 1.",
                        "The brokers have different policies for the same topics: orders: signet.value.validation is"
                                + " full on broker 1, id on broker 2.");
        assertThat(findings)
                .contains(Finding.note(
                        "versions",
                        "The nodes run different releases of Kafka: 4.3.1 on broker 2, 4.4.0 on broker 1.",
                        "Nothing, while releases are rolled."));
    }

    @Test
    void topics_that_only_one_broker_has_are_no_difference() {
        String other = FINE.replace("\"topic\":\"orders\",\"settings\"", "\"topic\":\"parts\",\"settings\"")
                .replace("\"full\"", "\"id\"");

        assertThat(wrong(kafka(List.of(ONE, TWO), broker(1, FINE), broker(2, other))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "registryReachable":false,"unreachableForMillis":90000 | has not reached the registry for 90 s and goes by answers of up to 20 s ago
            "registryReachable":true,"oldestAnswerAgeMillis":301000 | goes by answers of up to 5 min ago
            "registryReachable":true,"diskCache":"failed"           | cannot keep the registry's answers on its disk
            """)
    void brokers_that_do_not_go_by_what_the_registry_says_now_are_named(String caches, String text) {
        String heartbeat = FINE.replace("\"registryReachable\":true,\"diskCache\":\"loaded\"", caches);
        String once = caches.contains("oldest") ? heartbeat.replace("\"oldestAnswerAgeMillis\":20000,", "") : heartbeat;

        assertThat(wrong(kafka(List.of(ONE), broker(1, once))))
                .singleElement()
                .asString()
                .startsWith("Broker 1 ")
                .contains(text);
    }

    @Test
    void a_broker_that_keeps_nothing_on_disk_is_a_note() {
        List<Finding> findings = kafka(List.of(ONE), broker(1, FINE.replace("\"loaded\"", "\"off\"")));

        assertThat(wrong(findings)).isEmpty();
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.NOTE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("Broker 1 does not keep the registry"))
                .satisfies(finding -> assertThat(finding.advice()).contains("signet.cache.dir"));
        assertThat(findings)
                .extracting(Finding::text)
                .contains("Every broker that is heard reaches the registry, and goes by fresh answers.");
    }

    @Test
    void records_that_were_accepted_unchecked_sent_back_refused_or_watched_are_counted() {
        String busy = FINE.replace("\"settings\"", "\"acceptsUnchecked\":true,\"settings\"")
                .replace(
                        "\"checked\":70}",
                        "\"checked\":70,\"acceptedUnchecked\":4,\"sentBack\":2,\"refused\":{\"PAYLOAD\":3,\"UNKNOWN_ID\":1}},"
                                + "{\"topic\":\"parts\",\"checked\":8,\"acceptedUnchecked\":5,\"monitored\":{\"PAYLOAD\":6}}");

        List<Finding> findings = kafka(List.of(ONE), broker(1, busy));

        assertThat(wrong(findings))
                .containsExactly(
                        "9 records were accepted unchecked since the brokers were started: 5 in parts, 4 in orders.");
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.NOTE)
                .extracting(Finding::text)
                .containsExactly(
                        "While the registry is away, records are accepted unchecked in orders.",
                        "2 batches were sent back since the brokers were started because the registry had not been asked"
                                + " yet: 2 in orders.",
                        "4 records were refused since the brokers were started: 4 in orders.",
                        "6 bad records were accepted because their topics are only watched: 6 in parts.");
        assertThat(findings)
                .extracting(Finding::text)
                .contains("78 records were checked since the brokers were started.");
    }

    @Test
    void a_heartbeat_with_nothing_in_it_can_be_looked_at() {
        assertThat(kafka(List.of(ONE), broker(1, "\"woven\":true")))
                .extracting(Finding::level)
                .containsOnly(Level.FINE);
    }

    private static String controller() {
        return "\"signetVersion\":\"0.1.0\",\"kafkaVersion\":\"4.4.0\",\"roles\":[\"controller\"],\"woven\":true";
    }

    private static List<Finding> kafka(List<KafkaNode> nodes, BrokerReply... brokers) {
        return Examination.of("c", Optional.of(new KafkaCluster("c", nodes, "")), List.of(brokers));
    }

    private static List<String> wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.level() == Level.WRONG)
                .map(Finding::text)
                .toList();
    }

    private static BrokerReply broker(int id, String heartbeat) {
        return broker(id, 2, heartbeat);
    }

    private static BrokerReply broker(int id, long age, String heartbeat) {
        byte[] json = ("{" + heartbeat + "}").getBytes(StandardCharsets.UTF_8);
        Heartbeat read = RestJson.read(json, Heartbeat.class).asOptional().orElseThrow();
        return new BrokerReply("c", id, "2026-11-21T10:00:00Z", age * 1_000, "10.0.0.7", read);
    }
}
