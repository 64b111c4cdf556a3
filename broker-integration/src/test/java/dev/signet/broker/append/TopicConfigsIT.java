package dev.signet.broker.append;

import static dev.signet.broker.Batches.framed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.Await;
import dev.signet.broker.ChildJvm;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.broker.embedded.LogClients;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.schema.SchemaText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.admin.ConfigCommand;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigType;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Policies as topic configs: made, shown, changed and taken away with Kafka's own tools, while records come in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicConfigsIT {

    private static final SchemaText ORDER = SchemaText.avro("\"string\"");
    /** Says two characters and has one. */
    private static final byte[] CUT = {4, 'x'};

    private static final byte[] JUNK = {'j', 'u', 'n', 'k'};

    @TempDir
    private static Path folder;

    private final RegistryTwin registry = new RegistryTwin();
    private final RegistryDirectory directory = new RegistryDirectory(registry);
    private final int id = registry.register("any-value", ORDER);
    private EmbeddedLog log;
    private LogClients clients;

    @BeforeAll
    void start() throws Exception {
        log = EmbeddedLog.start(config("log").guardedBy(guard(Map.of())));
        clients = new LogClients(log.bootstrapServers());
    }

    private AppendGuard guard(Map<String, String> defaults) {
        return new AppendGuard(directory, PolicyDefaults.of(defaults));
    }

    private static EmbeddedLogConfig config(String name) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return EmbeddedLogConfig.of(folder.resolve(name), "127.0.0.1", socket.getLocalPort());
        }
    }

    @AfterAll
    void stop() {
        clients.close();
        log.close();
        directory.close();
    }

    /** A topic whose subject exists. */
    private String governed(String topic, Map<String, String> configs) throws Exception {
        registry.register(topic + "-value", ORDER);
        return clients.topic(topic, configs);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static ConfigEntry described(LogClients clients, String topic, String name) throws Exception {
        Config config = Objects.requireNonNull(clients.admin()
                .describeConfigs(List.of(resource(topic)), new DescribeConfigsOptions().includeDocumentation(true))
                .all()
                .get(20, TimeUnit.SECONDS)
                .get(resource(topic)));
        return config.get(name);
    }

    private void set(String topic, String name, String value) throws Exception {
        alter(topic, List.of(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET)));
    }

    private void unset(String topic, String... names) throws Exception {
        List<AlterConfigOp> operations = new ArrayList<>();
        for (String name : names) {
            operations.add(new AlterConfigOp(new ConfigEntry(name, null), OpType.DELETE));
        }
        alter(topic, operations);
    }

    private void alter(String topic, Collection<AlterConfigOp> operations) throws Exception {
        clients.admin()
                .incrementalAlterConfigs(Map.of(resource(topic), operations))
                .all()
                .get(20, TimeUnit.SECONDS);
    }

    private boolean accepts(String topic, byte[] value) {
        try {
            return clients.send(topic, Map.of("linger.ms", 0), List.of(value))
                    .get(0)
                    .isEmpty();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Changes reach a broker a moment after they were made. */
    private void awaitAccepting(String topic, byte[] value, boolean expected) {
        Await.until(() -> accepts(topic, value), accepted -> accepted == expected);
    }

    @Test
    void settings_are_topic_configs_like_any_other() throws Exception {
        CreateTopicsResult made = clients.admin()
                .createTopics(List.of(new NewTopic("shown", 1, (short) 1)
                        .configs(Map.of("signet.value.validation", "full", "signet.validation.strict", "false"))));

        ConfigEntry answered = made.config("shown").get(20, TimeUnit.SECONDS).get("signet.value.validation");
        assertThat(answered.value()).isEqualTo("full");
        assertThat(answered.isSensitive()).isFalse();

        ConfigEntry validation = described(clients, "shown", "signet.value.validation");
        assertThat(validation.value()).isEqualTo("full");
        assertThat(validation.source()).isEqualTo(ConfigSource.DYNAMIC_TOPIC_CONFIG);
        assertThat(validation.type()).isEqualTo(ConfigType.STRING);
        assertThat(validation.isSensitive()).isFalse();
        assertThat(validation.isReadOnly()).isFalse();
        assertThat(validation.documentation()).startsWith("How the values of records are checked");
        assertThat(described(clients, "shown", "signet.validation.strict").type())
                .isEqualTo(ConfigType.BOOLEAN);

        ConfigEntry unset = described(clients, "shown", "signet.key.validation");
        assertThat(unset.value()).isNull();
        assertThat(unset.source()).isEqualTo(ConfigSource.DEFAULT_CONFIG);
        assertThat(unset.isSensitive()).isFalse();
    }

    @Test
    void what_cannot_be_is_refused_when_it_is_set_with_what_can() throws Exception {
        clients.topic("picky", Map.of());

        assertThatThrownBy(() -> set("picky", "signet.value.validation", "strict"))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Invalid value strict for configuration signet.value.validation: "
                        + "expected off, auto, id or full");
        assertThatThrownBy(() -> clients.topic("never", Map.of("confluent.value.subject.name.strategy", "a.B")))
                .cause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("Invalid value a.B for configuration confluent.value.subject.name.strategy: "
                        + "expected TopicNameStrategy, ");
        assertThatThrownBy(() -> set("picky", "signet.value.validaton", "full"))
                .cause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Unknown topic config name: signet.value.validaton");
        assertThat(described(clients, "picky", "signet.value.validation").value())
                .isNull();
        assertThat(clients.admin().listTopics().names().get(20, TimeUnit.SECONDS))
                .doesNotContain("never");
    }

    @Test
    void a_topic_is_switched_while_records_come_in() throws Exception {
        String topic = governed("switched", Map.of("signet.value.validation", "off"));
        assertThat(accepts(topic, JUNK)).isTrue();

        set(topic, "signet.value.validation", "full");
        awaitAccepting(topic, JUNK, false);
        assertThat(accepts(topic, framed(id, (byte) 2, (byte) 'x'))).isTrue();
        assertThat(accepts(topic, framed(id, CUT))).isFalse();

        set(topic, "signet.value.validation", "id");
        awaitAccepting(topic, framed(id, CUT), true);
        assertThat(accepts(topic, JUNK)).isFalse();

        set(topic, "signet.validation.mode", "monitor");
        awaitAccepting(topic, JUNK, true);

        unset(topic, "signet.value.validation", "signet.validation.mode");
        awaitAccepting(topic, JUNK, false);
        assertThat(accepts(topic, framed(id, CUT))).isFalse();

        set(topic, "signet.value.validation", "off");
        awaitAccepting(topic, JUNK, true);
    }

    @Test
    void keys_and_nulls_are_asked_for_too() throws Exception {
        registry.register("keyed-key", ORDER);
        String topic = governed("keyed", Map.of("signet.key.validation", "full", "signet.value.nulls", "reject"));
        byte[] good = framed(id, (byte) 2, (byte) 'x');
        try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("linger.ms", 0))) {
            assertThat(producer.send(new ProducerRecord<>(topic, good, good))
                            .get()
                            .offset())
                    .isZero();
            assertThat(producer.send(new ProducerRecord<>(topic, JUNK, good)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(InvalidRecordException.class)
                    .withMessageContaining("keyed-key");
            assertThat(producer.send(new ProducerRecord<>(topic, good, null)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(InvalidRecordException.class);
        }

        set(topic, "signet.value.nulls", "accept");
        set(topic, "signet.key.nulls", "reject");
        awaitAccepting(topic, good, false);
        unset(topic, "signet.key.nulls");
        awaitAccepting(topic, good, true);
    }

    @Test
    void the_other_vendors_names_switch_too_and_give_way_to_our_own() throws Exception {
        String topic = governed("aliased", Map.of("confluent.value.schema.validation", "false"));
        assertThat(accepts(topic, JUNK)).isTrue();

        set(topic, "confluent.value.schema.validation", "true");
        awaitAccepting(topic, JUNK, false);

        set(topic, "signet.value.validation", "off");
        awaitAccepting(topic, JUNK, true);
        assertThat(described(clients, topic, "confluent.value.schema.validation")
                        .value())
                .isEqualTo("true");
    }

    @Test
    void what_is_set_broker_wide_holds_for_topics_that_say_nothing_and_settings_outlive_a_restart() throws Exception {
        EmbeddedLogConfig config = config("defaults");
        registry.register("quiet-value", ORDER);
        registry.register("loud-value", ORDER);
        try (EmbeddedLog first = EmbeddedLog.start(config.guardedBy(guard(Map.of("signet.value.validation", "off"))));
                LogClients theirs = new LogClients(first.bootstrapServers())) {
            theirs.topic("quiet", Map.of());
            theirs.topic("loud", Map.of("signet.value.validation", "full"));

            assertThat(theirs.send("quiet", Map.of(), List.of(JUNK))).allMatch(Optional::isEmpty);
            assertThat(theirs.send("loud", Map.of(), List.of(JUNK)).get(0)).isPresent();
        }

        try (EmbeddedLog again = EmbeddedLog.start(config.guardedBy(guard(Map.of("signet.value.validation", "off"))));
                LogClients theirs = new LogClients(again.bootstrapServers())) {
            assertThat(theirs.send("quiet", Map.of(), List.of(JUNK))).allMatch(Optional::isEmpty);
            assertThat(theirs.send("loud", Map.of(), List.of(JUNK)).get(0)).isPresent();
            assertThat(described(theirs, "loud", "signet.value.validation").value())
                    .isEqualTo("full");
        }
    }

    @Test
    void kafkas_command_for_configs_shows_changes_and_takes_away() throws Exception {
        String topic = governed("commanded", Map.of());

        assertThat(command("--alter", "--entity-name", topic, "--add-config", "signet.value.validation=off"))
                .contains("Completed updating config for topic commanded.");
        awaitAccepting(topic, JUNK, true);
        assertThat(command("--describe", "--entity-name", topic))
                .anyMatch(line -> line.strip()
                        .equals("signet.value.validation=off sensitive=false "
                                + "synonyms={DYNAMIC_TOPIC_CONFIG:signet.value.validation=off}"));
        assertThat(command("--describe", "--all", "--entity-name", topic))
                .anyMatch(line -> line.strip().startsWith("signet.key.validation=null sensitive=false"));
        assertThat(command("--alter", "--entity-name", topic, "--add-config", "signet.value.validation=of"))
                .anyMatch(line -> line.contains("Invalid value of for configuration signet.value.validation: "
                        + "expected off, auto, id or full"));
        assertThat(command("--alter", "--entity-name", topic, "--delete-config", "signet.value.validation"))
                .contains("Completed updating config for topic commanded.");
        awaitAccepting(topic, JUNK, false);
        assertThat(command("--describe", "--entity-name", topic)).noneMatch(line -> line.contains("signet."));
    }

    /** What {@code kafka-configs.sh} says, in a process that knows nothing of Signet. */
    private List<String> command(String... arguments) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("--bootstrap-server", log.bootstrapServers(), "--entity-type", "topics"));
        all.addAll(List.of(arguments));
        try (ChildJvm process = new ChildJvm(List.of(), ConfigCommand.class.getName(), all.toArray(String[]::new))) {
            return process.lines();
        }
    }
}
