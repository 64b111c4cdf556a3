package dev.signet.serde;

import dev.signet.client.SchemaRegistry;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * An {@link AvroConverter} whose figures are among the metrics of its Connect worker, in the group {@code plugins}. Needs
 * a worker of 4.1 or later; {@link AvroConverter} itself works with older ones, and shows the same figures in JMX. Safe
 * for concurrent use once configured.
 */
public final class MonitoredAvroConverter extends AvroConverter implements Monitorable {
    /** For Kafka Connect, which calls {@link #configure} next. */
    public MonitoredAvroConverter() {}

    /** Over a registry that the caller has and closes; {@link #configure} comes next. */
    public MonitoredAvroConverter(SchemaRegistry registry) {
        super(registry);
    }

    /** Called by Connect after {@link #configure}. */
    @Override
    public void withPluginMetrics(PluginMetrics worker) {
        PluginFigures.add(worker, figures());
    }
}
