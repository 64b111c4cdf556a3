package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signet.cli.input.SchemaFolder;
import dev.signet.cli.records.AvroFile;
import dev.signet.client.ClientSettings;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.SchemaRegistry;
import dev.signet.client.SchemaRegistry.CompatibilityReport;
import dev.signet.client.SchemaRegistry.Normalize;
import dev.signet.client.SchemaRegistry.RegisteredSchema;
import dev.signet.schema.Answer;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real schemas and real records: the alert packets of a sky survey, in every version that it published. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestMethodOrder(MethodName.class)
class SkyAlertsIT {
    private static final Path CORPUS = Path.of(System.getProperty("signet.shared", "none"), "corpus", "lsst");
    private static final int FLIPS = Integer.getInteger("signet.test.log-flips", 200);
    private static final int HEADER = 5;
    private static final String TOPIC = "alerts";

    @TempDir
    private static Path data;

    private static @Nullable UpProcess running;

    @SuppressWarnings("NullAway.Init")
    private static SchemaRegistry registry;

    private static final int PORT = UpProcess.freePort();
    private static final int KAFKA_PORT = UpProcess.freePort();

    @BeforeAll
    static void start() throws InterruptedException {
        assumeThat(Files.isDirectory(CORPUS))
                .as("skipped: the alert schemas are not at %s", CORPUS)
                .isTrue();
        running = UpProcess.start(data.resolve("up"), PORT, KAFKA_PORT).ready();
        registry = new HttpSchemaRegistry(ClientSettings.of(URI.create("http://127.0.0.1:" + PORT)));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (running != null) {
            registry.close();
            running.close();
        }
    }

    @Test
    void a_every_published_version_is_registered_with_its_references() throws IOException, InterruptedException {
        Subject subject = Subject.of("history-value");
        List<String> verdicts = new ArrayList<>();
        List<Path> versions = publishedVersions();
        for (Path version : versions) {
            SchemaFolder types = SchemaFolder.read(version);
            for (String name : types.files().keySet()) {
                done(register(types, Subject.of(name), name));
            }
            SchemaText alert = done(types.findReferences(SchemaText.avro(alert(types)), registry, Normalize.NO));
            level(subject, "BACKWARD");
            CompatibilityReport report = done(registry.check(subject, alert, Normalize.NO));
            level(subject, "NONE");
            RegisteredSchema registered = done(registry.register(subject, alert, Normalize.NO));
            verdicts.add(CORPUS.relativize(version) + " as version " + registered.version() + ": "
                    + (report.compatible() ? "compatible" : report.messages().get(0)));
            assertThat(registered.schema().references()).isNotEmpty();
        }
        verdicts.forEach(System.out::println);
        assertThat(done(registry.versions(subject))).hasSameSizeAs(versions);
        // The namespace carries the version, and names are compared without it: fields decide.
        assertThat(verdicts.get(0)).endsWith(": compatible");
        assertThat(verdicts).anyMatch(verdict -> !verdict.endsWith(": compatible"));
    }

    @Test
    void b_the_sample_alerts_come_back_from_the_log_as_they_were() throws Exception {
        List<Object> alerts = alerts();

        List<byte[]> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (byte[] record : framed(alerts)) {
                producer.send(new ProducerRecord<>(TOPIC, record)).get(30, TimeUnit.SECONDS);
                sent.add(record);
            }
        }

        try (AvroDeserializer deserializer = new AvroDeserializer(registry)) {
            deserializer.configure(Map.of(), false);
            List<byte[]> stored = log();
            assertThat(stored).usingElementComparator(Arrays::compare).isEqualTo(sent);
            assertThat(stored.stream().map(bytes -> (Object) deserializer.deserialize(TOPIC, bytes)))
                    .isEqualTo(alerts);
        }
    }

    @Test
    void c_every_corrupt_record_is_refused_with_its_reason_and_the_log_holds_none() throws Exception {
        byte[] good = framed(alerts()).get(0);
        int before = log().size();
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("SkyAlertsIT seed " + seed + ", " + FLIPS + " flipped bytes");
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        int refused = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < FLIPS; i++) {
                byte[] damaged = good.clone();
                damaged[random.nextInt(HEADER, good.length)] ^= (byte) random.nextInt(1, 256);
                String reason = refusal(producer, damaged);
                if (reason.isEmpty()) {
                    assertThat(isDecodable(damaged))
                            .as("accepted, seed %s, flip %s", seed, i)
                            .isTrue();
                    accepted++;
                } else {
                    assertThat(reason).contains("schema").containsPattern("/\\w+");
                    refused++;
                }
            }
            assertThat(refusal(producer, Arrays.copyOf(good, good.length - 1))).isNotEmpty();
        }

        System.out.println("SkyAlertsIT: " + refused + " refused, " + accepted + " still valid alerts");
        assertThat(refused).isPositive();
        assertThat(log()).hasSize(before + accepted);
    }

    private static List<Path> publishedVersions() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(path -> path.toString().endsWith(".alert.avsc"))
                    .map(Path::getParent)
                    .sorted(Comparator.comparingInt((Path path) -> number(path, 2))
                            .thenComparingInt(path -> number(path, 1)))
                    .toList();
        }
    }

    private static int number(Path path, int fromEnd) {
        return Integer.parseInt(path.getName(path.getNameCount() - fromEnd).toString());
    }

    private static Answer<RegisteredSchema> register(SchemaFolder types, Subject subject, String name) {
        return types.registerReferences(SchemaText.avro(types.text(name).orElseThrow()), registry, Normalize.NO)
                .then(schema -> registry.register(subject, schema, Normalize.NO));
    }

    private static String alert(SchemaFolder types) {
        return types.files().entrySet().stream()
                .filter(type -> type.getKey().endsWith(".alert"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static <T> T done(Answer<T> answer) {
        if (answer instanceof Answer.Refused<T> refused) {
            throw new AssertionError(refused.refusal());
        }
        return ((Answer.Done<T>) answer).value();
    }

    private static void level(Subject subject, String level) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + PORT + "/config/" + subject.qualified()))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"" + level + "\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static Schema schema() {
        SchemaFolder types = SchemaFolder.read(CORPUS.resolve("11/0"));
        return types.resolved(alert(types));
    }

    private static List<Object> alerts() {
        List<Object> alerts = new ArrayList<>();
        try (AvroFile file = AvroFile.open(CORPUS.resolve("11/0/sample_data/fakeAlert.avro"))) {
            file.readAs(schema());
            while (file.hasNext()) {
                alerts.add(file.next());
            }
        }
        assertThat(alerts).isNotEmpty();
        return alerts;
    }

    private static List<byte[]> framed(List<Object> alerts) {
        SchemaFolder types = SchemaFolder.read(CORPUS.resolve("11/0"));
        SchemaText text = done(types.registerReferences(SchemaText.avro(alert(types)), registry, Normalize.NO));
        RegisteredSchema registered = done(registry.register(Subject.of(TOPIC + "-value"), text, Normalize.NO));
        try (AvroSerializer serializer = new AvroSerializer(registry)) {
            serializer.configure(
                    Map.of("use.schema.id", registered.id().value(), "auto.register.schemas", false), false);
            return alerts.stream()
                    .map(alert -> serializer.serialize(TOPIC, alert))
                    .toList();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + KAFKA_PORT);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Why the log refused a record; empty if it took it. */
    private static String refusal(KafkaProducer<byte[], byte[]> producer, byte[] record) throws Exception {
        try {
            producer.send(new ProducerRecord<>(TOPIC, record)).get(30, TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(InvalidRecordException.class);
            return String.valueOf(refused.getMessage());
        }
    }

    private static boolean isDecodable(byte[] record) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(record, HEADER, record.length - HEADER, null);
        try {
            new GenericDatumReader<>(schema()).read(null, decoder);
            return decoder.isEnd();
        } catch (IOException | AvroRuntimeException undecodable) {
            return false;
        }
    }

    private static List<byte[]> log() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", "127.0.0.1:" + KAFKA_PORT, "fetch.max.bytes", 64 * 1024 * 1024);
        List<byte[]> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> records.add(record.value()));
            }
        }
        return records;
    }
}
