package dev.signet.serde;

import static dev.signet.serde.samples.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.schema.Subject;
import dev.signet.serde.mock.InMemoryRegistry;
import dev.signet.serde.naming.SubjectNameStrategy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subjects that a registry associates with a topic, and subjects that an application names itself. */
class SubjectNamingTest extends SerdeFixture {
    private final InMemoryRegistry memory = (InMemoryRegistry) registry;

    @Test
    void anAssociatedSubjectIsTakenBeforeTheTopics() {
        memory.associate("orders", RecordPart.VALUE, Subject.parse(":.lab:shop"));

        serializer(Map.of()).serialize("orders", order(1));
        serializer(Map.of()).serialize("other", "text");

        assertThat(subjects()).containsExactly(":.lab:shop", "other-value");
    }

    @Test
    void theFallbackNamesWhatIsNotAssociated() {
        serializer(Map.of("subject.name.strategy.fallback.type", "RECORD")).serialize("orders", order(1));
        serializer(Map.of("subject.name.strategy.fallback.type", "TOPIC_RECORD"))
                .serialize("orders", order(1));

        assertThat(subjects()).containsExactly("orders-shop.Order", "shop.Order");
        AvroSerializer strict = serializer(Map.of("subject.name.strategy.fallback.type", "NONE"));
        assertThatThrownBy(() -> strict.serialize("orders", order(1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no subject is associated with the values of topic 'orders'")
                .hasMessageContaining("set the fallback to TOPIC, RECORD or TOPIC_RECORD");
    }

    @Test
    void severalAssociationsAreAnError() {
        memory.associate("orders", RecordPart.VALUE, Subject.of("a"));
        memory.associate("orders", RecordPart.VALUE, Subject.of("b"));

        assertThatThrownBy(() -> serializer(Map.of()).serialize("orders", order(1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic 'orders'")
                .hasMessageContaining("several subjects, [a, b]")
                .hasMessageContaining("subject.name.strategy.kafka.cluster.id");
        assertThat(subjects()).isEmpty();
    }

    @Test
    void anExpiredAnswerIsAskedForAgain() {
        AvroSerializer remembering = serializer(Map.of());
        AvroSerializer forgetting = serializer(Map.of("subject.name.strategy.cache.expiry.secs", 0));
        remembering.serialize("t", "x");
        forgetting.serialize("t", "x");

        memory.associate("t", RecordPart.VALUE, Subject.of("later"));
        remembering.serialize("t", "x");
        assertThat(subjects()).containsExactly("t-value");
        forgetting.serialize("t", "x");

        assertThat(subjects()).containsExactly("later", "t-value");
    }

    @Test
    void theRegistryIsAskedOnceForATopicHoweverManyThreadsWrite() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = registryWithoutAssociations(asked);
        try (AvroSerializer serializer = new AvroSerializer()) {
            serializer.configure(
                    Map.of(
                            "schema.registry.url",
                            "http://127.0.0.1:" + server.getAddress().getPort()),
                    true);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 200; i++) {
                String topic = "t" + i % 2;
                Object datum = i % 3 == 0 ? "text" : (Object) i;
                threads.execute(() -> serializer.serialize(topic, datum));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop(0);
        }

        assertThat(asked)
                .filteredOn(line -> line.startsWith("/associations"))
                .containsExactlyInAnyOrder(
                        "/associations/resources/-/t0?resourceType=topic&associationType=key",
                        "/associations/resources/-/t1?resourceType=topic&associationType=key");
    }

    private static HttpServer registryWithoutAssociations(List<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.getRequestBody().readAllBytes();
            boolean association = exchange.getRequestURI().getPath().startsWith("/associations");
            byte[] reply = (association
                            ? "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"
                            : "{\"id\":7,\"version\":1,\"schema\":\"\\\"string\\\"\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(association ? 404 : 200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** A strategy of an application. */
    public static final class ByOwner implements SubjectNameStrategy {
        private String owner = "";

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            owner = Objects.toString(configs.get("owner"));
        }

        @Override
        public String subjectName(String topic, boolean isKey, Schema schema) {
            return ":.own:" + owner + "." + topic + (isKey ? ".k." : ".v.") + schema.getName();
        }
    }

    @Test
    void anApplicationMayNameSubjectsItself() {
        for (Object given : List.of(ByOwner.class, ByOwner.class.getName())) {
            serializer(Map.of("value.subject.name.strategy", given, "owner", "ann"))
                    .serialize("orders", order(1));
        }

        assertThat(subjects()).containsExactly(":.own:ann.orders.v.Order");
    }

    @Test
    void aStrategyWrittenForAnotherLibraryIsRefusedWithAndWithoutThatLibrary(@TempDir Path folder) throws Exception {
        Path theirs = Files.createDirectories(folder.resolve("other"));
        Files.writeString(theirs.resolve("Naming.java"), "package other; public interface Naming {}");
        Files.writeString(theirs.resolve("Mine.java"), "package other; public class Mine implements Naming {}");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        theirs.resolve("Naming.java").toString(),
                        theirs.resolve("Mine.java").toString());
        assertThat(compiled).isZero();

        assertThatThrownBy(() -> configuredIn(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.subject.name.strategy is 'other.Mine', which is not usable here")
                .hasMessageContaining("let it implement " + SubjectNameStrategy.class.getName());
        Files.delete(theirs.resolve("Naming.class"));
        assertThatThrownBy(() -> configuredIn(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'other.Mine', which needs other/Naming, which is not on the class path")
                .hasMessageContaining("let it implement " + SubjectNameStrategy.class.getName());
    }

    private void configuredIn(Path folder) throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            serializer(Map.of("value.subject.name.strategy", "other.Mine"));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private List<String> subjects() {
        return registry.subjects("").asOptional().orElseThrow().stream()
                .map(Subject::qualified)
                .toList();
    }
}
