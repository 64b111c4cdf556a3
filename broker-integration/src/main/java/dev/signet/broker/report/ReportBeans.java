package dev.signet.broker.report;

import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.directory.DirectoryState;
import dev.signet.client.metrics.Figure;
import dev.signet.client.metrics.FigureBean;
import dev.signet.client.metrics.FigureBean.Registration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The counters as beans in JMX: {@code dev.signet.broker:type=Validation,broker=1} for all of a broker, and one with
 * {@code topic=…} behind it for each topic. For one thread at a time.
 */
final class ReportBeans implements AutoCloseable {

    private static final String TYPE = "dev.signet.broker:type=Validation";

    private final BrokerCounts counts;
    private final Situation situation;
    private final Map<TopicCounts, Registration> topics = new HashMap<>();
    private Registration whole = Registration.NONE;
    private boolean closed;

    ReportBeans(BrokerCounts counts, Situation situation) {
        this.counts = counts;
        this.situation = situation;
    }

    /** Shows what there is to be shown by now. */
    synchronized void show(Node node) {
        if (closed) {
            return;
        }
        String broker = Integer.toString(node.id());
        if (whole == Registration.NONE) {
            List<Figure> figures = tally(counts::sum);
            figures.addAll(standing());
            whole = FigureBean.register(TYPE, Map.of("broker", broker), figures);
        }
        List<TopicCounts> counted = counts.topics();
        hideOthers(Set.copyOf(counted));
        for (TopicCounts topic : counted) {
            topics.computeIfAbsent(topic, unseen -> {
                Map<String, String> tags = new LinkedHashMap<>();
                tags.put("broker", broker);
                tags.put("topic", unseen.topic());
                return FigureBean.register(TYPE, tags, tally(unseen::sum));
            });
        }
    }

    /** Topics that have made room for others; one may have come back meanwhile, with new counters. */
    private void hideOthers(Set<TopicCounts> counted) {
        topics.entrySet().removeIf(shown -> {
            boolean gone = !counted.contains(shown.getKey());
            if (gone) {
                shown.getValue().close();
            }
            return gone;
        });
    }

    private static List<Figure> tally(Supplier<Tally> tally) {
        List<Figure> figures = new ArrayList<>();
        add(figures, "appends-total", "appends looked at", tally, Tally::appends);
        add(figures, "checked-total", "records checked, good and bad", tally, Tally::records);
        add(
                figures,
                "refused-total",
                "faults for which appends were refused",
                tally,
                counted -> counted.refused().sum());
        for (Cause cause : Cause.values()) {
            String name = cause.name();
            add(
                    figures,
                    "refused-" + name.toLowerCase(Locale.ROOT).replace('_', '-') + "-total",
                    "those of the kind " + name,
                    tally,
                    counted -> counted.refused().byCause().getOrDefault(name, 0L));
        }
        add(
                figures,
                "monitored-total",
                "faults let in, the topic being only monitored",
                tally,
                counted -> counted.monitored().sum());
        add(figures, "unchecked-total", "keys and values let in unchecked", tally, Tally::unchecked);
        add(figures, "sent-back-total", "appends that producers were to send again", tally, Tally::sentBack);
        add(figures, "hook-nanos-total", "time spent on all of it, in nanoseconds", tally, Tally::nanos);
        return figures;
    }

    private static void add(
            List<Figure> figures, String name, String meaning, Supplier<Tally> tally, ToLongFunction<Tally> value) {
        figures.add(new Figure(name, meaning, () -> value.applyAsLong(tally.get())));
    }

    private List<Figure> standing() {
        Supplier<DirectoryState> schemas = situation.schemas();
        return List.of(
                new Figure(
                        "woven",
                        "1 if the hook is in the append path, else 0",
                        () -> situation.woven().getAsBoolean() ? 1 : 0),
                new Figure(
                        "cached-schemas", "schemas known", () -> schemas.get().schemas()),
                new Figure(
                        "cached-subjects", "subjects known", () -> schemas.get().subjects()),
                new Figure(
                        "oldest-answer-age-millis",
                        "age of the oldest answer gone by",
                        () -> schemas.get().oldestAnswerAge().toMillis()),
                new Figure(
                        "pending-lookups",
                        "questions that wait for the registry",
                        () -> schemas.get().pending()),
                new Figure(
                        "lookups-total",
                        "requests sent to the registry",
                        () -> schemas.get().requests()),
                new Figure(
                        "registry-reachable",
                        "1 if the registry answered last time, else 0",
                        () -> schemas.get().registryReachable() ? 1 : 0));
    }

    @Override
    public synchronized void close() {
        closed = true;
        whole.close();
        topics.values().forEach(Registration::close);
    }
}
