package dev.signet.serde;

import dev.signet.client.metrics.Figure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/** Figures among the metrics of a Kafka client, of 4.1 or later: older ones never load this class. */
final class PluginFigures {
    private PluginFigures() {}

    /** Adds each figure once; the client takes them away when it closes. */
    static void add(PluginMetrics metrics, List<Figure> figures) {
        Set<String> names = new LinkedHashSet<>();
        for (Figure figure : figures) {
            if (names.add(figure.name())) {
                Gauge<Number> gauge = (config, now) -> figure.value().get();
                metrics.addMetric(metrics.metricName(figure.name(), figure.meaning(), new LinkedHashMap<>()), gauge);
            }
        }
    }
}
