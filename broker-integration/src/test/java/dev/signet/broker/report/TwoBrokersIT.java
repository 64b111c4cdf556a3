package dev.signet.broker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Batches;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.EvenBytes;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.append.RequestClients;
import dev.signet.broker.embedded.EmbeddedLog;
import dev.signet.broker.embedded.EmbeddedLogConfig;
import dev.signet.broker.embedded.LogClients;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.schema.Subject;
import dev.signet.schema.rest.RefusedRecordJson;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers in one process, with a report each. */
class TwoBrokersIT {

    private static final byte[] GOOD = Batches.framed(7, (byte) 2);
    private static final byte[] BAD = Batches.framed(7, (byte) 3);

    @TempDir
    private Path folder;

    private EmbeddedLog log(String name, ValidationReport report) throws Exception {
        DirectoryTwin directory = new DirectoryTwin()
                .subject("orders-value", SubjectPresence.PRESENT)
                .schema(7, new Known(Subject.of("orders-value"), new EvenBytes(), false));
        return EmbeddedLog.start(EmbeddedLogConfig.of(folder.resolve(name), "127.0.0.1", freePort())
                .guardedBy(new AppendGuard(directory, PolicyDefaults.NONE, report, report)));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void each_knows_its_own_clients_topics_and_refusals() throws Exception {
        ValidationReport first = new ValidationReport(RequestClients::ofThisThread);
        ValidationReport second = new ValidationReport(RequestClients::ofThisThread);
        try (EmbeddedLog one = log("one", first);
                EmbeddedLog two = log("two", second);
                LogClients ofOne = new LogClients(one.bootstrapServers());
                LogClients ofTwo = new LogClients(two.bootstrapServers())) {
            ofOne.topic("orders", Map.of("signet.refusals.record.bytes", "true"));
            ofTwo.topic("orders", Map.of());

            ofOne.send("orders", Map.of("client.id", "till-4"), List.of(GOOD, GOOD, BAD));
            ofTwo.send("orders", Map.of("client.id", "till-9", "compression.type", "zstd"), List.of(GOOD, GOOD));

            assertThat(one.node().clusterId()).isEqualTo(one.clusterId()).isNotEqualTo(two.clusterId());
            assertThat(one.node().kafkaVersion()).matches("\\d+\\.\\d+\\.\\d+");
            TopicCounts orders = first.counts().topics().get(0);
            assertThat(orders.clients()).containsOnlyKeys("till-4");
            assertThat(orders.sum().records()).isEqualTo(3);
            assertThat(first.counts().topics()).hasSize(1);
            assertThat(second.counts().topics()).singleElement().satisfies(topic -> {
                assertThat(topic.clients()).containsOnlyKeys("till-9");
                assertThat(topic.sum().records()).isEqualTo(2);
                assertThat(topic.sum().isRemarkable()).isFalse();
            });
            assertThat(first.refusals().of("orders")).singleElement().satisfies(refusal -> {
                RefusedRecordJson told = refusal.json();
                assertThat(told.clientId()).isEqualTo("till-4");
                assertThat(told.partition()).isZero();
                assertThat(told.index()).isEqualTo(2);
                assertThat(told.recordBase64()).isEqualTo("AAAAAAcD");
            });
            assertThat(second.refusals().size()).isZero();
        }
    }
}
