package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.client.SchemaRegistry;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import dev.signet.serde.mock.InMemoryRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records through a real log, with a registry in memory. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RecordsIT {
    @TempDir
    static Path temp;

    private static final int PORT = UpProcess.freePort();
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();
    private static RegistryDirectory directory = new RegistryDirectory(REGISTRY);

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedLog log;

    @BeforeAll
    static void start() {
        log = EmbeddedLog.start(
                EmbeddedLogConfig.of(temp.resolve("kafka"), "127.0.0.1", PORT).guardedBy(new AppendGuard(directory)));
    }

    @AfterAll
    static void stop() {
        log.close();
        directory.close();
    }

    @Test
    void what_is_produced_is_consumed_as_json_with_its_place_and_schema() throws IOException {
        Path orders = Orders.file(temp.resolve("orders.avro"), 3);

        CommandRun produced = run("produce", "--topic=plain", "--avro-file=" + orders, "--json");
        CommandRun consumed = run("consume", "--topic=plain", "--from-beginning", "--max=3", "--json");

        assertThat(produced.err()).isEmpty();
        assertThat(produced.out()).contains("\"subject\":\"plain-value\"", "\"accepted\":3,", "\"rejected\":[]");
        assertThat(consumed.out().lines()).hasSize(3);
        assertThat(consumed.out().lines().skip(1).findFirst().orElseThrow())
                .startsWith("{\"topic\":\"plain\",\"partition\":0,\"offset\":1,\"timestamp\":")
                .endsWith("\"value\":{\"id\":1,\"note\":\"order 1\"}}")
                .contains("\"schemaId\":");
    }

    @Test
    void every_damaged_record_is_named_with_its_reason_and_none_is_in_the_log() throws IOException {
        Path orders = Orders.file(temp.resolve("damaged.avro"), 500);
        run("produce", "--topic=damaged", "--avro-file=" + orders);

        CommandRun produced = run("produce", "--topic=damaged", "--avro-file=" + orders, "--damage=cut", "--json");

        assertThat(produced.code()).isEqualTo(1);
        assertThat(produced.out()).contains("\"accepted\":0,", "{\"record\":499,\"reason\":\"");
        assertThat(run("consume", "--topic=damaged", "--from-beginning", "--until-end")
                        .out()
                        .lines())
                .hasSize(500);
    }

    @Test
    void the_good_neighbours_of_damaged_records_get_in() throws IOException {
        Path orders = Orders.file(temp.resolve("mixed.avro"), 2_000);

        CommandRun produced = run("produce", "--topic=mixed", "--avro-file=" + orders, "--damage=flip", "--json");
        long rejected = produced.out().split("\"reason\"", -1).length - 1;
        CommandRun consumed = run("consume", "--topic=mixed", "--from-beginning", "--until-end");

        assertThat(produced.code()).isEqualTo(1);
        assertThat(rejected).isBetween(1L, 1_999L);
        assertThat(produced.out()).doesNotContain("without a reason of its own");
        assertThat(consumed.code()).isZero();
        assertThat(consumed.out().lines()).hasSize(2_000 - (int) rejected);
    }

    @Test
    void a_record_that_cannot_be_decoded_is_named_and_the_next_one_follows() throws Exception {
        Path orders = Orders.file(temp.resolve("foreign.avro"), 1);
        // No subject yet, so the log lets anything in.
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("foreign", new byte[] {0, 0, 0, 3, (byte) 231, 1}))
                    .get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>("foreign", "plain text".getBytes(StandardCharsets.UTF_8)))
                    .get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>("foreign", null)).get(30, TimeUnit.SECONDS);
        }
        run("produce", "--topic=foreign", "--avro-file=" + orders);

        CommandRun consumed = run("consume", "--topic=foreign", "--from-beginning", "--until-end");

        assertThat(consumed.code()).isEqualTo(1);
        assertThat(consumed.err())
                .contains("foreign partition 0 offset 0, schema id 999: cannot be decoded: ")
                .contains("foreign partition 0 offset 1, schema id none: cannot be decoded: ");
        assertThat(consumed.out()).isEqualTo("0@2 null\n0@3 {\"id\": 0, \"note\": \"order 0\"}\n");
    }

    @Test
    void a_schema_in_several_files_is_registered_with_references() throws IOException {
        Path types = Files.createDirectories(temp.resolve("types"));
        Files.writeString(types.resolve("customer.avsc"), Orders.CUSTOMER);
        Files.writeString(types.resolve("sale.avsc"), Orders.SALE);
        Path sales = Orders.salesFile(temp.resolve("sales.avro"));

        CommandRun produced = run("produce", "--topic=sales", "--avro-file=" + sales, "--schema-dir=" + types);

        assertThat(produced.err()).isEmpty();
        SchemaText stored = REGISTRY.version(Subject.of("sales-value"), VersionSelector.LATEST)
                .asOptional()
                .orElseThrow()
                .schema();
        assertThat(stored.references()).singleElement().asString().contains("shop.Customer");
        assertThat(stored.text()).doesNotContain("\"city\"");
        assertThat(run("consume", "--topic=sales", "--from-beginning", "--until-end")
                        .out())
                .contains("{\"buyer\": {\"city\": \"Lund\"}}");
    }

    @Test
    void a_topic_that_is_not_there_is_not_made() {
        CommandRun consumed = run("consume", "--topic=nowhere", "--from-beginning", "--until-end");

        assertThat(consumed.code()).isEqualTo(1);
        assertThat(consumed.err()).isEqualTo("signet: there is no topic nowhere at 127.0.0.1:" + PORT + ".\n");
    }

    private static CommandRun run(String... arguments) {
        String[] line = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--bootstrap-server=127.0.0.1:" + PORT;
        return CommandRun.of(address -> REGISTRY, line);
    }
}
