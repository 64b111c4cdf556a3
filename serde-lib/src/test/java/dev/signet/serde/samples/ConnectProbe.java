package dev.signet.serde.samples;

import dev.signet.serde.AvroConverter;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** Uses the converter with the Connect of its own class loader. */
public final class ConnectProbe implements Function<String, Map<String, String>> {
    @Override
    public Map<String, String> apply(String name) {
        try (AvroConverter converter = new AvroConverter()) {
            converter.configure(Map.of("schema.registry.url", "mock://" + name), false);
            byte[] bytes = converter.fromConnectData("orders", Schema.INT64_SCHEMA, 7L);
            return Map.of(
                    "read",
                    String.valueOf(converter.toConnectData("orders", bytes).value()));
        }
    }
}
