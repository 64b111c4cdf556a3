package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log of {@code signet up} tells of itself. */
@Timeout(value = 170, unit = TimeUnit.SECONDS)
class UpReportIT {
    private static final int ORDERS = 50;

    @TempDir
    Path temp;

    private final int port = UpProcess.freePort();
    private final int kafkaPort = UpProcess.freePort();

    @Test
    void a_refused_record_is_seen_in_the_list_by_the_doctor_and_in_the_metrics() throws Exception {
        Path orders = Orders.file(temp.resolve("orders.avro"), ORDERS);
        Path schema = Files.writeString(temp.resolve("order.avsc"), Orders.ORDER);
        try (UpProcess up =
                UpProcess.start(temp.resolve("data"), port, kafkaPort).ready()) {
            assertThat(up.run("register", "orders-value", schema.toString()).code())
                    .isZero();
            assertThat(up.run("produce", "--topic=orders", "--avro-file=" + orders)
                            .code())
                    .isZero();
            assertThat(up.run("produce", "--topic=orders", "--avro-file=" + orders, "--damage=cut")
                            .code())
                    .isEqualTo(1);

            CommandRun told = await(up, run -> !run.out().isEmpty(), "refusals", "--topic=orders", "--json");
            assertThat(told.out().lines())
                    .first()
                    .asString()
                    .contains(
                            "\"brokerId\":1,",
                            "\"topic\":\"orders\",\"partition\":0,\"clientId\":\"signet-cli\",",
                            "\"side\":\"value\",",
                            "\"cause\":\"PAYLOAD\"",
                            "\"reason\":\"record ",
                            "\"schemaId\":1,",
                            "\"monitored\":false,\"recordBytes\":")
                    .doesNotContain("recordBase64");
            CommandRun doctor =
                    await(up, run -> run.code() == 0, "doctor", "--bootstrap-server=127.0.0.1:" + kafkaPort);
            assertThat(doctor.out()).contains("All 1 nodes that Kafka names send heartbeats.", "The check is part of");
            List<String> metrics = metrics();
            assertThat(metrics)
                    .contains("signet_broker_woven{broker=\"1\"} 1", "signet_broker_registry_reachable{broker=\"1\"} 1")
                    .anyMatch(line -> line.startsWith("signet_broker_refused_total{broker=\"1\",topic=\"orders\","
                                    + "client_id=\"signet-cli\",")
                            && line.contains(",side=\"value\",cause=\"PAYLOAD\"} "))
                    .anyMatch(line -> line.startsWith("signet_http_requests_seconds_count"));
            assertThat(metrics.stream().filter(line -> line.startsWith("# TYPE ")))
                    .as("no name is used twice")
                    .doesNotHaveDuplicates();
            assertThat(up.lines()).noneMatch(line -> line.contains("heartbeat") || line.contains("does not hear"));
        }
    }

    private static CommandRun await(UpProcess up, Predicate<CommandRun> condition, String... arguments) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        CommandRun run = up.run(arguments);
        while (!condition.test(run) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            run = up.run(arguments);
        }
        assertThat(run).as("%s %s", run.out(), run.err()).matches(condition);
        return run;
    }

    private List<String> metrics() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }
}
