package dev.signet.serde.samples;

import dev.signet.serde.MonitoredAvroSerializer;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Uses the serializer that shows its figures among the producer's, with the Kafka clients of its own class loader. */
public final class MonitoredProbe implements Function<String, Map<String, String>> {
    @Override
    public Map<String, String> apply(String name) {
        MonitoredAvroSerializer writing = new MonitoredAvroSerializer();
        writing.configure(Map.of("schema.registry.url", "mock://" + name), false);
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:1", "client.id", name), new StringSerializer(), writing)) {
            writing.serialize("orders", Orders.order(1));
            return Map.of(
                    "written",
                    producer.metrics().entrySet().stream()
                            .filter(metric -> metric.getKey().name().equals("records-written-total"))
                            .map(metric -> metric.getKey().group() + " "
                                    + metric.getValue().metricValue())
                            .findFirst()
                            .orElse("nothing"));
        }
    }
}
