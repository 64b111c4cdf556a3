package dev.signet.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.serde.samples.ClientsProbe;
import dev.signet.serde.samples.ConnectProbe;
import dev.signet.serde.samples.MonitoredProbe;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The serde with the Kafka clients that applications bring along, each version in a class loader of its own. */
@Timeout(120)
class KafkaClientsTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.9.1", "4.0.1", "4.1.1", "4.4.0"})
    void theSerdeWorksWith(String version) throws Exception {
        try (URLClassLoader loader = loader(version)) {
            Map<String, String> seen = probe(loader, ClientsProbe.class, "probe-" + version);

            assertThat(seen)
                    .containsEntry("kafka", version)
                    .containsEntry("read", "true")
                    .containsEntry("401", "AuthenticationException")
                    .containsEntry("403", "AuthorizationException")
                    .containsEntry("429", "ThrottlingQuotaExceededException")
                    .containsEntry("502", "DisconnectException")
                    .containsEntry("503", "TimeoutException")
                    .containsEntry("302", "InvalidConfigurationException")
                    .containsEntry("404", "SerializationException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.1", "4.4.0"})
    void theConverterWorksWith(String version) throws Exception {
        try (URLClassLoader loader = loader(version)) {
            assertThat(probe(loader, ConnectProbe.class, "connect-" + version)).containsEntry("read", "7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.1", "4.4.0"})
    void figuresAreAmongTheProducersMetricsWith(String version) throws Exception {
        try (URLClassLoader loader = loader(version)) {
            assertThat(probe(loader, MonitoredProbe.class, "monitored-" + version))
                    .containsEntry("written", "plugins 1");
        }
    }

    /** Proves that the clients of the test above are really those of their version, and the serde's class alone is not. */
    @ParameterizedTest
    @ValueSource(strings = {"3.9.1", "4.0.1"})
    void monitoredClassesNeedNewerClientsThan(String version) throws Exception {
        try (URLClassLoader loader = loader(version)) {
            assertThatThrownBy(() -> loader.loadClass("dev.signet.serde.MonitoredAvroSerializer"))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("Monitorable");
        }
    }

    @SuppressWarnings("unchecked") // the probe is that of another class loader, its function and maps are the JDK's
    private static Map<String, String> probe(ClassLoader loader, Class<?> type, String name) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object probe =
                    loader.loadClass(type.getName()).getDeclaredConstructor().newInstance();
            assertThat(probe.getClass()).isNotSameAs(type);
            return ((Function<String, Map<String, String>>) probe).apply(name);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** This test's class path with other Kafka clients. */
    private static URLClassLoader loader(String version) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Stream<Path> others =
                Stream.of(path.split(File.pathSeparator)).map(Path::of).filter(entry -> !isKafka(entry));
        try (Stream<Path> jars = Files.list(Path.of("target", "kafka", version))) {
            List<Path> clients = jars.toList();
            assertThat(clients).isNotEmpty().allMatch(KafkaClientsTest::isKafka);
            URL[] urls = Stream.concat(clients.stream(), others)
                    .map(KafkaClientsTest::url)
                    .toArray(URL[]::new);
            return new URLClassLoader("kafka-" + version, urls, ClassLoader.getPlatformClassLoader());
        }
    }

    private static boolean isKafka(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return name.startsWith("kafka-clients-") || name.startsWith("connect-api-");
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
