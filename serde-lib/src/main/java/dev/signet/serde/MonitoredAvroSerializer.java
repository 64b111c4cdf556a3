package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * An {@link AvroSerializer} whose figures are among the metrics of its producer, in the group {@code plugins}, and so reach every
 * reporter that the producer has. Needs Kafka clients of 4.1 or later; {@link AvroSerializer} itself works with older ones, and
 * shows the same figures in JMX. Safe for concurrent use once configured.
 */
public final class MonitoredAvroSerializer extends AvroSerializer implements Monitorable {
    /** For Kafka, which calls {@link #configure} next. */
    public MonitoredAvroSerializer() {}

    /** Over a registry that the caller has and closes; {@link #configure} comes next. */
    public MonitoredAvroSerializer(SchemaRegistry registry) {
        super(registry);
    }

    /** Called by Kafka after {@link #configure}. */
    @Override
    public void withPluginMetrics(PluginMetrics client) {
        PluginFigures.add(client, metrics().shown());
    }
}
