package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.moving.RegistryHouse;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the serde asks a registry beside ids and texts, answered by the server itself. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SerdeOnServerIT {
    @TempDir
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RegistryHouse house;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        house = new RegistryHouse(data.resolve("house"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void a_record_belongs_to_the_subject_that_its_topic_is_associated_with() throws Exception {
        URI registry = house.empty();
        post(registry, "/subjects/shared/versions", "{\"schema\":\"\\\"string\\\"\"}");
        post(
                registry,
                "/associations",
                "{\"resourceName\":\"orders\",\"resourceNamespace\":\"lkc1\",\"resourceId\":\"id-orders\","
                        + "\"associations\":[{\"subject\":\"shared\"}]}");

        written(registry, Map.of(), "orders");
        written(registry, Map.of("subject.name.strategy.kafka.cluster.id", "lkc1"), "orders");
        written(registry, Map.of("subject.name.strategy.kafka.cluster.id", "lkc2"), "payments");

        assertThat(get(registry, "/subjects")).isEqualTo("[\"payments-value\",\"shared\"]");
    }

    @Test
    void a_guid_in_the_header_is_found() throws Exception {
        URI registry = house.empty();
        Headers headers = new RecordHeaders();
        Map<String, Object> config = config(registry, Map.of("value.schema.id.serializer", "HeaderSchemaIdSerializer"));
        try (AvroSerializer serializer = new AvroSerializer();
                AvroDeserializer deserializer = new AvroDeserializer()) {
            serializer.configure(config, false);
            deserializer.configure(config(registry, Map.of()), false);

            byte[] bytes = serializer.serialize("t", headers, "hi");

            assertThat(bytes).containsExactly(4, 'h', 'i');
            assertThat(deserializer.deserialize("t", headers, bytes)).isEqualTo("hi");
        }
    }

    @Test
    void the_latest_version_with_metadata_is_found() throws Exception {
        URI registry = house.empty();
        String production = "{\"properties\":{\"env\":\"prod\",\"owner\":\"ann\"}}";
        String test = "{\"properties\":{\"env\":\"test\",\"owner\":\"ann\"}}";
        post(registry, "/subjects/t-value/versions", "{\"schema\":\"\\\"string\\\"\",\"metadata\":" + production + "}");
        post(
                registry,
                "/subjects/t-value/versions",
                "{\"schema\":\"[\\\"null\\\",\\\"string\\\"]\",\"metadata\":" + test + "}");
        Map<String, Object> choice = new HashMap<>(Map.of("auto.register.schemas", false));

        choice.put("use.latest.with.metadata", "owner=ann,env=prod");
        assertThat(written(registry, choice, "t")).startsWith(0, 0, 0, 0, 1).hasSize(8);
        choice.remove("use.latest.with.metadata");
        choice.put("use.latest.version", true);
        assertThat(written(registry, choice, "t")).startsWith(0, 0, 0, 0, 2).hasSize(9);
    }

    private static byte[] written(URI registry, Map<String, ?> config, String topic) {
        try (AvroSerializer serializer = new AvroSerializer()) {
            serializer.configure(config(registry, config), false);
            return Objects.requireNonNull(serializer.serialize(topic, "hi"));
        }
    }

    private static Map<String, Object> config(URI registry, Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("schema.registry.url", registry.toString());
        return config;
    }

    private String get(URI registry, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(registry + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private void post(URI registry, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + path))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                .as(path)
                .isEqualTo(200);
    }
}
