package dev.signet.broker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.directory.DirectoryState;
import dev.signet.broker.directory.DirectoryState.DiskCache;
import dev.signet.broker.policy.PolicyDefaults;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Map<String, String> FULL = Map.of("signet.value.validation", "full");

    private volatile String client = "shop";
    private final ValidationReport report = new ValidationReport(() -> client);
    private final Appends appends = new Appends(report);

    private static Situation situation(int broker) {
        Node node = new Node("cluster", broker, List.of("broker"), "4.3.1", Optional.empty(), Instant.EPOCH);
        return new Situation(
                () -> Optional.of(node),
                () -> true,
                PolicyDefaults.NONE,
                () -> new DirectoryState(4, 2, Duration.ofMillis(1_500), true, Duration.ZERO, 1, 9, DiskCache.OFF));
    }

    @Test
    void prometheus_is_told_every_counter_under_its_documented_name() {
        appends.send("orders", FULL, Appends.GOOD, Appends.BAD);
        client = "a \"quoted\\ name\"\n";
        appends.send(
                "orders", Map.of("signet.value.validation", "full", "signet.validation.mode", "monitor"), Appends.JUNK);

        String text = new PrometheusText(report.counts(), situation(2)).write();

        String shop = "{broker=\"2\",topic=\"orders\",client_id=\"shop\"";
        assertThat(text.lines())
                .contains(
                        "# TYPE signet_broker_appends_total counter",
                        "signet_broker_appends_total" + shop + "} 1",
                        "signet_broker_checked_total" + shop + ",side=\"value\"} 2",
                        "signet_broker_refused_total" + shop + ",side=\"value\",cause=\"PAYLOAD\"} 1",
                        "signet_broker_monitored_total{broker=\"2\",topic=\"orders\","
                                + "client_id=\"a \\\"quoted\\\\ name\\\"\\n\",side=\"value\",cause=\"NOT_FRAMED\"} 1",
                        "signet_broker_unchecked_total" + shop + ",side=\"value\"} 0",
                        "signet_broker_sent_back_total" + shop + "} 0",
                        "signet_broker_hook_seconds_total" + shop + "} 1.0E-6",
                        "signet_broker_woven{broker=\"2\"} 1",
                        "signet_broker_cached_schemas{broker=\"2\"} 4",
                        "signet_broker_cached_subjects{broker=\"2\"} 2",
                        "signet_broker_oldest_answer_age_seconds{broker=\"2\"} 1.5",
                        "signet_broker_pending_lookups{broker=\"2\"} 1",
                        "signet_broker_lookups_total{broker=\"2\"} 9",
                        "signet_broker_registry_reachable{broker=\"2\"} 1");
        assertThat(text.lines())
                .as("each line is a comment or a sample")
                .allMatch(line -> line.startsWith("# ") || line.matches("signet_broker_\\w+\\{.*} [-0-9.E]+"));
    }

    @Test
    void jmx_shows_the_whole_and_each_topic_of_two_brokers_apart() throws Exception {
        ValidationReport other = new ValidationReport(ClientName.UNKNOWN);
        appends.send("orders", FULL, Appends.GOOD, Appends.BAD);
        appends.send("parts", FULL, Appends.GOOD);
        new Appends(other).send("orders", FULL, Appends.GOOD);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();

        try (ReportBeans first = new ReportBeans(report.counts(), situation(71));
                ReportBeans second = new ReportBeans(other.counts(), situation(72))) {
            first.show(situation(71).node().get().orElseThrow());
            second.show(situation(72).node().get().orElseThrow());
            appends.send("late", FULL, Appends.GOOD);
            first.show(situation(71).node().get().orElseThrow());

            ObjectName whole = new ObjectName("dev.signet.broker:type=Validation,broker=71");
            assertThat(server.getAttribute(whole, "checked-total")).isEqualTo(4L);
            assertThat(server.getAttribute(whole, "refused-total")).isEqualTo(1L);
            assertThat(server.getAttribute(whole, "refused-payload-total")).isEqualTo(1L);
            assertThat(server.getAttribute(whole, "woven")).isEqualTo(1);
            assertThat(server.getAttribute(whole, "registry-reachable")).isEqualTo(1);
            assertThat(server.getAttribute(whole, "pending-lookups")).isEqualTo(1);
            ObjectName orders = new ObjectName("dev.signet.broker:type=Validation,broker=71,topic=orders");
            assertThat(server.getAttribute(orders, "checked-total")).isEqualTo(2L);
            assertThat(server.getAttribute(orders, "hook-nanos-total")).isEqualTo(1_000L);
            assertThat(server.isRegistered(new ObjectName("dev.signet.broker:type=Validation,broker=71,topic=late")))
                    .isTrue();
            ObjectName elsewhere = new ObjectName("dev.signet.broker:type=Validation,broker=72,topic=orders");
            assertThat(server.getAttribute(elsewhere, "checked-total")).isEqualTo(1L);
        }
        assertThat(server.queryNames(new ObjectName("dev.signet.broker:type=Validation,broker=71,*"), null))
                .isEmpty();
    }

    @Test
    void the_endpoint_answers_prometheus_and_nobody_else() throws Exception {
        try (MetricsEndpoint endpoint =
                MetricsEndpoint.start(new InetSocketAddress("127.0.0.1", 0), () -> "signet_broker_woven 1\n")) {
            HttpResponse<String> page = get(endpoint, "/metrics");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("signet_broker_woven 1\n");
            assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(get(endpoint, "/").statusCode()).isEqualTo(404);
            assertThat(send(HttpRequest.newBuilder(uri(endpoint, "/metrics")).POST(BodyPublishers.ofString("x")))
                            .statusCode())
                    .isEqualTo(405);
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("threads that would keep a broker from ending")
                    .noneMatch(thread -> thread.getName().equals("HTTP-Dispatcher") && !thread.isDaemon());
        }
    }

    @Test
    void an_address_that_is_taken_is_said_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> MetricsEndpoint.start(address, () -> ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Signet's metrics cannot be served on ")
                    .hasMessageContaining(":" + taken.getLocalPort());
        }
    }

    private static HttpResponse<String> get(MetricsEndpoint endpoint, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(endpoint, path)));
    }

    private static URI uri(MetricsEndpoint endpoint, String path) {
        return URI.create("http://127.0.0.1:" + endpoint.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }
}
