package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.moving.Middleman;
import dev.signet.cli.moving.RegistryHouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class AssociationMovingIT {
    private static final String LINES = """
            {"item":"association","subject":"orders-value","resourceType":"topic","resourceNamespace":"lkc1","resourceName":"orders","resourceId":"id-orders","associationType":"value","lifecycle":"STRONG","frozen":true}
            {"item":"association","subject":"shared","resourceType":"topic","resourceNamespace":"lkc1","resourceName":"a","resourceId":"id-a","associationType":"key","lifecycle":"WEAK","frozen":false}
            {"item":"association","subject":"shared","resourceType":"topic","resourceNamespace":"lkc1","resourceName":"a","resourceId":"id-a","associationType":"value","lifecycle":"WEAK","frozen":true}
            """;

    @TempDir
    private static Path data;

    @TempDir
    Path temp;

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
    void associations_move_with_their_subjects_from_a_signet_and_from_any_other_registry() throws Exception {
        URI from = filled();
        send(from, "PUT", "/mode/shared", "{\"mode\":\"READONLY\"}", 200);
        assertThat(associationLines(from)).isEqualTo(LINES);

        try (Middleman foreign = new Middleman(from).foreign()) {
            for (URI source : new URI[] {from, foreign.address()}) {
                URI to = house.empty();
                Path report = temp.resolve("report");

                CommandRun run = CommandRun.of(
                        "import", "--from=" + source, "--registry=" + to, "--verify", "--report=" + report);

                assertThat(run.err()).isEmpty();
                assertThat(run.out())
                        .contains("imported (3 associations, ")
                        .endsWith(" 0 refused. Verified: no difference.\n");
                assertThat(Files.readString(report))
                        .contains("imported\tassociation\ttopic lkc1/orders value\torders-value STRONG, frozen\n")
                        .contains("imported\tassociation\ttopic lkc1/a key\tshared WEAK\n");
                assertThat(associationLines(to)).isEqualTo(LINES);
                assertThat(CommandRun.of("import", "--from=" + source, "--registry=" + to)
                                .out())
                        .startsWith("0 imported, ")
                        .contains("3 associations");
            }
        }
    }

    @Test
    void a_topic_that_uses_another_subject_there_is_refused_and_not_touched() throws Exception {
        URI from = filled();
        URI to = house.empty();
        register(to, "mine");
        associate(to, "orders", "{\"subject\":\"mine\",\"frozen\":true}");
        associate(to, "a", "{\"subject\":\"mine\"}");

        CommandRun told = CommandRun.of("import", "--from=" + from, "--registry=" + to, "--dry-run");
        CommandRun run = CommandRun.of("import", "--from=" + from, "--registry=" + to, "--verify");

        assertThat(told.out()).contains("3 associations");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Refused: association topic lkc1/orders value: An association of type 'value' already exists")
                .contains("Refused: association topic lkc1/a key: An association of type 'value' already exists")
                .contains("Differs: association topic lkc1/orders value should be orders-value STRONG, frozen"
                        + " and is missing");
        assertThat(get(to, "/associations/subjects/mine")).contains("id-orders", "id-a");
    }

    @Test
    void a_looser_association_takes_the_form_that_it_has_in_the_source() throws Exception {
        URI from = filled();
        URI to = house.empty();
        register(to, "shared");
        associate(to, "a", "{\"subject\":\"shared\"}");

        CommandRun run = CommandRun.of("import", "--from=" + from, "--registry=" + to, "--verify");

        assertThat(run.err()).isEmpty();
        assertThat(associationLines(to)).isEqualTo(LINES);
    }

    @Test
    void an_export_of_the_format_before_associations_is_read() throws Exception {
        Path older = Files.writeString(temp.resolve("older"), """
                {"item":"signet-export","format":1,"texts":"ALL","revisions":"LEFT_OUT"}
                {"item":"context","context":"."}
                {"item":"subject","subject":"s"}
                {"item":"version","subject":"s","version":1,"id":7,"guid":"095d71cf-1255-6b9d-5e33-0ad575b3df5d","state":"LIVE","schemaType":"AVRO","schema":"\\"string\\""}
                {"item":"end","items":3}
                """);

        CommandRun run = CommandRun.of("import", "--from-export=" + older, "--registry=" + house.empty(), "--verify");

        assertThat(run.out())
                .isEqualTo("1 imported (1 version), 0 already there, 0 refused. Verified: no difference.\n");
    }

    private URI filled() throws Exception {
        URI registry = house.empty();
        register(registry, "orders-value");
        register(registry, "shared");
        associate(registry, "orders", "{\"subject\":\"orders-value\",\"lifecycle\":\"STRONG\"}");
        associate(
                registry,
                "a",
                "{\"subject\":\"shared\",\"frozen\":true},{\"subject\":\"shared\",\"associationType\":\"key\"}");
        return registry;
    }

    private void register(URI registry, String subject) throws Exception {
        send(registry, "POST", "/subjects/" + subject + "/versions", "{\"schema\":\"\\\"string\\\"\"}", 200);
    }

    private void associate(URI registry, String topic, String associations) throws Exception {
        send(
                registry,
                "POST",
                "/associations",
                "{\"resourceName\":\"" + topic + "\",\"resourceNamespace\":\"lkc1\",\"resourceId\":\"id-" + topic
                        + "\",\"associations\":[" + associations + "]}",
                200);
    }

    private String associationLines(URI registry) {
        return CommandRun.of("export", "--registry=" + registry)
                .out()
                .replaceAll("(?m)^(?!\\{\"item\":\"association\").*\n", "");
    }

    private String get(URI registry, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(registry + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private void send(URI registry, String method, String path, String body, int status)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                .as("%s %s", method, path)
                .isEqualTo(status);
    }
}
