package dev.signet.serde.samples;

import dev.signet.client.ScriptedServer;
import dev.signet.serde.AvroDeserializer;
import dev.signet.serde.AvroSerde;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/** Uses the serde with the Kafka clients of its own class loader, and tells in words of the JDK what it saw. */
public final class ClientsProbe implements Function<String, Map<String, String>> {
    @Override
    public Map<String, String> apply(String name) {
        Map<String, String> seen = new TreeMap<>();
        seen.put("kafka", version());
        try (Serde<Object> serde = new AvroSerde()) {
            serde.configure(Map.of("schema.registry.url", "mock://" + name, "client.id", name), false);
            byte[] bytes = serde.serializer().serialize("orders", Orders.order(7, "a"));
            Object read = serde.deserializer().deserialize("orders", bytes);
            seen.put("read", String.valueOf(read.equals(Orders.order(7, "a"))));
        }
        for (int status : new int[] {401, 403, 429, 502, 503, 302, 404}) {
            seen.put(String.valueOf(status), failure(status));
        }
        return seen;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = ClientsProbe.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            properties.load(Objects.requireNonNull(file));
            return properties.getProperty("version");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String failure(int status) {
        try (ScriptedServer server = new ScriptedServer();
                AvroDeserializer reading = new AvroDeserializer()) {
            server.then(status, "{\"error_code\":40403,\"message\":\"no\"}");
            reading.configure(Map.of("schema.registry.url", server.url().toString(), "max.retries", 0), false);
            reading.deserialize("t", new byte[] {0, 0, 0, 0, 1});
            return "nothing";
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (RuntimeException thrown) {
            return thrown.getClass().getSimpleName();
        }
    }
}
