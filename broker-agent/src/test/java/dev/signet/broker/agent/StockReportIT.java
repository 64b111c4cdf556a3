package dev.signet.broker.agent;

import static dev.signet.broker.Batches.framed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.agent.RegistryOverHttp.Told;
import dev.signet.broker.agent.StockBroker.Node;
import dev.signet.broker.embedded.LogClients;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stock brokers and controllers of several lines of Apache Kafka tell of themselves. */
class StockReportIT {

    private static final String CLUSTER = "xtzWWN4bTjitpL3kfd9s5g";
    private static final byte[] GOOD = framed(1, (byte) 2, (byte) 'x');
    private static final byte[] BAD = framed(1, (byte) 4, (byte) 'x');

    @TempDir
    private Path folder;

    static List<KafkaLine> lines() {
        return KafkaLine.tried();
    }

    private static RegistryOverHttp registry() throws Exception {
        return new RegistryOverHttp(
                "{\"error_code\":" + ErrorCode.SUBJECT_NOT_FOUND.code() + ",\"message\":\"not found\"}",
                Map.of(
                        "/subjects/orders-value/versions", "[1]",
                        "/schemas/ids/1", "{\"schema\":\"\\\"string\\\"\"}",
                        "/schemas/ids/1/versions", "[{\"subject\":\"orders-value\",\"version\":1}]"));
    }

    private static List<Heartbeat> heartbeats(RegistryOverHttp registry) {
        return registry.told().stream()
                .filter(told -> told.path().equals("/signet/v1/clusters/" + CLUSTER + "/brokers/1"))
                .map(StockReportIT::heartbeat)
                .toList();
    }

    private static Heartbeat heartbeat(Told told) {
        return RestJson.read(told.body().getBytes(StandardCharsets.UTF_8), Heartbeat.class)
                .asOptional()
                .orElseThrow();
    }

    private static List<RefusedRecordJson> refusals(RegistryOverHttp registry) {
        return heartbeats(registry).stream()
                .flatMap(told -> Optional.ofNullable(told.refusals()).orElse(List.of()).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_broker_tells_the_registry_and_prometheus_whom_it_refused_what(KafkaLine line) throws Exception {
        Node node = Node.combined(line, folder.resolve("node"));
        int port = freePort();
        try (RegistryOverHttp registry = registry();
                StockBroker broker =
                        node.startWithAgent("=" + settings(registry, port)).started();
                LogClients clients = new LogClients(node.address())) {
            clients.topic("orders", Map.of());

            clients.send("orders", Map.of("client.id", "till-4"), List.of(GOOD, BAD));

            RefusedRecordJson refused = Await.until(() -> refusals(registry), told -> !told.isEmpty())
                    .get(0);
            assertThat(refused.topic()).isEqualTo("orders");
            assertThat(refused.partition()).isZero();
            assertThat(refused.clientId()).isEqualTo("till-4");
            assertThat(refused.index()).isEqualTo(1);
            assertThat(refused.schemaId()).isEqualTo(1);
            assertThat(refused.reason()).startsWith("record 1: the value's payload does not decode by schema id 1");

            Heartbeat told = heartbeats(registry).get(heartbeats(registry).size() - 1);
            assertThat(told.kafkaVersion()).startsWith(line.name() + ".");
            assertThat(told.roles()).containsExactly("broker", "controller");
            assertThat(told.woven()).isTrue();
            assertThat(told.address()).isNotBlank();
            assertThat(told.intervalMillis()).isEqualTo(200);
            assertThat(metrics(port))
                    .contains("signet_broker_refused_total{broker=\"1\",topic=\"orders\",client_id=\"till-4\","
                            + "side=\"value\",cause=\"PAYLOAD\"} 1");
            broker.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_controller_tells_that_it_is_one(KafkaLine line) throws Exception {
        try (RegistryOverHttp registry = registry();
                StockBroker controller = Node.controller(line, folder.resolve("node"))
                        .startWithAgent("=" + settings(registry, freePort()))
                        .started()) {
            Heartbeat told = Await.until(() -> heartbeats(registry), all -> !all.isEmpty())
                    .get(0);

            assertThat(told.roles()).containsExactly("controller");
            assertThat(told.kafkaVersion()).startsWith(line.name() + ".");
            controller.stop();
        }
    }

    private Path settings(RegistryOverHttp registry, int port) throws Exception {
        return Files.writeString(folder.resolve("agent.properties"), """
                signet.registry.url=%s
                signet.heartbeat.interval=200ms
                signet.metrics.listen=127.0.0.1:%d
                signet.value.validation=full
                """.formatted(registry.url(), port));
    }

    private static List<String> metrics(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
