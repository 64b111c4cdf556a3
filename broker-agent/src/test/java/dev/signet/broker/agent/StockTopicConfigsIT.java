package dev.signet.broker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.Await;
import dev.signet.broker.agent.StockBroker.Node;
import dev.signet.broker.embedded.LogClients;
import dev.signet.schema.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies as topic configs of stock brokers and controllers of several lines of Apache Kafka. */
class StockTopicConfigsIT {

    private static final String ABSENT =
            "{\"error_code\":" + ErrorCode.SUBJECT_NOT_FOUND.code() + ",\"message\":\"not found\"}";
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    static List<KafkaLine> lines() {
        return KafkaLine.tried();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void settings_are_made_shown_changed_and_outlive_the_agent(KafkaLine line) throws Exception {
        Node node = Node.combined(line, folder.resolve("node"));
        try (RegistryOverHttp registry = new RegistryOverHttp(
                ABSENT, Map.of("/subjects/quiet-value/versions", "[1]", "/subjects/loud-value/versions", "[1]"))) {
            Path settings = Files.writeString(
                    folder.resolve("agent.properties"),
                    "signet.registry.url=" + registry.url() + "\nsignet.value.validation=off\n");
            try (StockBroker broker = node.startWithAgent("=" + settings).started();
                    LogClients clients = new LogClients(node.address())) {
                clients.topic("quiet", Map.of());
                clients.topic("loud", Map.of("signet.value.validation", "full"));

                assertThat(accepts(clients, "quiet")).isTrue();
                assertThat(accepts(clients, "loud")).isFalse();
                theSettingIsShown(clients);
                aValueThatCannotBeIsRefused(clients);
                set(clients, "quiet", "signet.value.validation", "full");
                Await.until(() -> accepts(clients, "quiet"), accepted -> !accepted);
                set(clients, "quiet", "signet.value.validation", "off");
                Await.until(() -> accepts(clients, "quiet"), accepted -> accepted);
                broker.stop();
            }
            try (StockBroker broker = node.startWithoutAgent().started();
                    LogClients clients = new LogClients(node.address())) {
                assertThat(accepts(clients, "loud")).isTrue();
                settingsThatNobodyKnowsCanBeTakenAway(line, clients);
                broker.stop();
            }
            try (StockBroker broker = node.startWithAgent("=" + settings).started();
                    LogClients clients = new LogClients(node.address())) {
                assertThat(accepts(clients, "loud")).isFalse();
                broker.stop();
            }
        }
    }

    private static void theSettingIsShown(LogClients clients) throws Exception {
        ConfigEntry shown = Objects.requireNonNull(clients.admin()
                        .describeConfigs(List.of(resource("loud")))
                        .all()
                        .get(20, TimeUnit.SECONDS)
                        .get(resource("loud")))
                .get("signet.value.validation");

        assertThat(shown.value()).isEqualTo("full");
        assertThat(shown.source()).isEqualTo(ConfigSource.DYNAMIC_TOPIC_CONFIG);
        assertThat(shown.isSensitive()).isFalse();
    }

    private static void aValueThatCannotBeIsRefused(LogClients clients) {
        assertThatThrownBy(() -> set(clients, "quiet", "signet.validation.mode", "warn"))
                .cause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Invalid value warn for configuration signet.validation.mode: expected enforce or monitor");
    }

    private static void settingsThatNobodyKnowsCanBeTakenAway(KafkaLine line, LogClients clients) throws Exception {
        if (line.equals(KafkaLine.OLDEST)) {
            assertThatThrownBy(() -> set(clients, "quiet", "retention.ms", "1000"))
                    .as("older releases look at all that is set when something is changed")
                    .cause()
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessage("Unknown topic config name: signet.value.validation");
        }

        alter(clients, "quiet", new AlterConfigOp(new ConfigEntry("signet.value.validation", ""), OpType.DELETE));

        set(clients, "quiet", "retention.ms", "1000");
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static void set(LogClients clients, String topic, String name, String value) throws Exception {
        alter(clients, topic, new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
    }

    private static void alter(LogClients clients, String topic, AlterConfigOp change) throws Exception {
        clients.admin()
                .incrementalAlterConfigs(Map.of(resource(topic), List.of(change)))
                .all()
                .get(20, TimeUnit.SECONDS);
    }

    private static boolean accepts(LogClients clients, String topic) {
        try {
            List<Optional<Exception>> outcomes = clients.send(topic, Map.of("linger.ms", 0), List.of(JUNK));
            return outcomes.get(0).isEmpty();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
