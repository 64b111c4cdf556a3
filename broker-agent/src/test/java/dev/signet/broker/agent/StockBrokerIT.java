package dev.signet.broker.agent;

import static dev.signet.broker.Batches.framed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.agent.StockBroker.Node;
import dev.signet.broker.embedded.LogClients;
import dev.signet.schema.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's one jar in stock brokers and controllers of several lines of Apache Kafka. */
class StockBrokerIT {

    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final String ABSENT =
            "{\"error_code\":" + ErrorCode.SUBJECT_NOT_FOUND.code() + ",\"message\":\"not found\"}";
    private static final byte[] GOOD = framed(1, (byte) 2, (byte) 'x');
    private static final byte[] BAD = framed(1, (byte) 4, (byte) 'x');
    private static final byte[] UNKNOWN = framed(77, (byte) 2, (byte) 'x');
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    static List<KafkaLine> lines() {
        return KafkaLine.tried();
    }

    /** A registry where the topic of each codec, and the one of small records, has the schema "string", with id 1. */
    private static RegistryOverHttp registry() throws Exception {
        Map<String, String> answers = new HashMap<>();
        List<String> uses = new ArrayList<>();
        for (String topic : List.of("none", "gzip", "snappy", "lz4", "zstd", "small")) {
            answers.put("/subjects/" + topic + "-value/versions", "[1]");
            uses.add("{\"subject\":\"" + topic + "-value\",\"version\":1}");
        }
        answers.put("/schemas/ids/1", "{\"schema\":\"\\\"string\\\"\"}");
        answers.put("/schemas/ids/1/versions", "[" + String.join(",", uses) + "]");
        return new RegistryOverHttp(ABSENT, answers);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_stock_broker_refuses_bad_records_with_the_agent_and_works_on_without_it(KafkaLine line) throws Exception {
        Node node = Node.combined(line, folder.resolve("node"));
        try (RegistryOverHttp registry = registry();
                StockBroker broker = node.startWithAgent("=" + registry.url()).started();
                LogClients clients = new LogClients(node.address())) {
            for (String codec : CODECS) {
                goodRecordsEnterAndBadOnesDoNot(clients, codec);
            }
            clients.topic("free", Map.of());
            assertThat(send(clients, "free", Map.of(), JUNK)).allMatch(Optional::isEmpty);

            if (line.equals(KafkaLine.NEWEST)) {
                theSizeThatKafkaAllowsIsKeptTo(clients);
            }
            registry.close();
            whatIsKnownGoesOnAndWhatIsNotWaits(clients);
            broker.stop();
            assertThat(broker.output())
                    .as("the agent logs through the broker's own slf4j")
                    .contains(" WARN dev.signet.broker.");
        }

        try (StockBroker broker = node.startWithoutAgent().started();
                LogClients clients = new LogClients(node.address())) {
            assertThat(send(clients, "none", Map.of(), BAD)).allMatch(Optional::isEmpty);
            assertThat(clients.read("none", "readers", "read_committed", 5)).endsWith(BAD);
        }
    }

    private static List<Optional<Exception>> send(
            LogClients clients, String topic, Map<String, Object> settings, byte[]... values) throws Exception {
        return clients.send(topic, settings, Arrays.asList(values));
    }

    private static void goodRecordsEnterAndBadOnesDoNot(LogClients clients, String codec) throws Exception {
        Map<String, Object> settings = Map.of("compression.type", codec);
        clients.topic(codec, Map.of());

        assertThat(send(clients, codec, settings, GOOD, GOOD, GOOD)).allMatch(Optional::isEmpty);
        List<Optional<Exception>> outcomes = send(clients, codec, settings, GOOD, BAD, GOOD);

        assertThat(outcomes.get(0).orElseThrow()).isExactlyInstanceOf(KafkaException.class);
        assertThat(outcomes.get(1).orElseThrow())
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageStartingWith(
                        "record 1: the value's payload does not decode by schema id 1 of subject '" + codec);
        assertThat(outcomes.get(2).orElseThrow()).isExactlyInstanceOf(KafkaException.class);
        assertThat(clients.endOffset(codec)).isEqualTo(3);
    }

    /** Older lines do not know the setting. */
    private static void theSizeThatKafkaAllowsIsKeptTo(LogClients clients) throws Exception {
        clients.topic("small", Map.of("max.decompressed.message.bytes", "1000"));
        byte[] large = new byte[2_000];

        assertThat(send(clients, "small", Map.of("compression.type", "zstd"), GOOD))
                .allMatch(Optional::isEmpty);
        assertThat(send(clients, "small", Map.of("compression.type", "zstd"), GOOD, large)
                        .get(0)
                        .orElseThrow())
                .isInstanceOf(InvalidRecordException.class)
                .message()
                .matches(
                        "record 0: the batch cannot be read: its zstd data cannot be expanded: record 1 has 20\\d\\d bytes,"
                                + " more than the 1000 that max.decompressed.message.bytes allows");
    }

    private static void whatIsKnownGoesOnAndWhatIsNotWaits(LogClients clients) throws Exception {
        Map<String, Object> impatient = Map.of("delivery.timeout.ms", 3_000, "request.timeout.ms", 2_000);

        assertThat(send(clients, "none", Map.of(), GOOD)).allMatch(Optional::isEmpty);
        assertThat(send(clients, "none", impatient, UNKNOWN).get(0).orElseThrow())
                .as("refused again and again as retriable, until the producer gives up")
                .isInstanceOf(TimeoutException.class);
        assertThat(clients.endOffset("none")).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_controller_starts_with_the_agent(KafkaLine line) throws Exception {
        try (StockBroker controller = Node.controller(line, folder.resolve("node"))
                .startWithAgent("=http://127.0.0.1:1")
                .started()) {
            controller.stop();
        }
    }

    @Test
    void a_broker_without_the_hook_point_does_not_start() throws Exception {
        Path classes = folder.resolve("classes");
        try (DynamicType.Unloaded<?> other = new ByteBuddy()
                .subclass(Object.class)
                .name("org.apache.kafka.storage.internals.log.UnifiedLog")
                .make()) {
            other.saveIn(Files.createDirectories(classes).toFile());
        }

        doesNotStart(
                Node.combined(KafkaLine.NEWEST, folder.resolve("node")).with(classes),
                "=http://127.0.0.1:1",
                "Signet cannot validate inside this Apache Kafka: the class path has no method"
                        + " UnifiedLog.analyzeAndValidateRecords(MemoryRecords, AppendOrigin, boolean, boolean, int)."
                        + " Use a release that Signet supports, or start the broker without Signet");
    }

    @Test
    void a_broker_whose_agent_has_unusable_settings_does_not_start() throws Exception {
        Node node = Node.combined(KafkaLine.NEWEST, folder.resolve("node"));
        Path misspelt = Files.writeString(folder.resolve("agent.properties"), "signet.registy.url=http://127.0.0.1:1");

        doesNotStart(
                node,
                "",
                "Signet's agent needs the address of the schema registry: "
                        + "-javaagent:signet-broker-agent.jar=http://host:8081, or signet.registry.url in a file named"
                        + " there, or SIGNET_REGISTRY_URL");
        doesNotStart(node, "=" + misspelt, "Signet's agent does not know signet.registy.url in " + misspelt + "; ");
    }

    private static void doesNotStart(Node node, String argument, String sentence) throws Exception {
        try (StockBroker broker = node.startWithAgent(argument)) {
            assertThat(broker.exitCode()).isEqualTo(1);
            assertThat(broker.output().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith(sentence);
        }
    }
}
