package dev.signet.broker.report;

import dev.signet.broker.directory.DirectoryState;
import dev.signet.broker.policy.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The counters in Prometheus' text format 0.0.4. Safe for use by many threads. */
final class PrometheusText {

    /** As the topic or the client of a sum of many is written; neither can have this name. */
    private static final String OTHERS = "(others)";

    private static final double NANOS = 1e9;

    private final BrokerCounts counts;
    private final Situation situation;

    PrometheusText(BrokerCounts counts, Situation situation) {
        this.counts = counts;
        this.situation = situation;
    }

    private record Row(Map<String, String> labels, Tally tally) {
        Map<String, String> with(String... more) {
            Map<String, String> all = new LinkedHashMap<>(labels);
            for (int n = 0; n < more.length; n += 2) {
                all.put(more[n], more[n + 1]);
            }
            return all;
        }
    }

    String write() {
        Page page = new Page();
        List<Row> rows = rows();
        total(page, rows, "appends", "Appends looked at", Tally::appends);
        sides(page, rows);
        unready(page, rows);
        faults(page, rows);
        total(page, rows, "sent_back", "Appends that producers were to send again", Tally::sentBack);
        page.family("signet_broker_hook_seconds_total", "counter", "Time that request threads spent on validation");
        rows.forEach(row -> page.sample(row.labels(), row.tally().nanos() / NANOS));
        standing(page);
        return page.text();
    }

    private List<Row> rows() {
        String broker =
                situation.node().get().map(node -> Integer.toString(node.id())).orElse("");
        List<Row> rows = new ArrayList<>();
        for (TopicCounts topic : counts.topics()) {
            topic.clients().forEach((client, tally) -> rows.add(row(broker, topic.topic(), client, tally)));
            rows.add(row(broker, topic.topic(), OTHERS, topic.others()));
        }
        rows.add(row(broker, OTHERS, OTHERS, counts.others()));
        rows.removeIf(row -> row.tally().appends() == 0);
        return rows;
    }

    private static Row row(String broker, String topic, String client, Tally tally) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("broker", broker);
        labels.put("topic", topic);
        labels.put("client_id", client);
        return new Row(labels, tally);
    }

    private static void total(Page page, List<Row> rows, String what, String help, ToLongFunction<Tally> value) {
        page.family("signet_broker_" + what + "_total", "counter", help);
        rows.forEach(row -> page.sample(row.labels(), value.applyAsLong(row.tally())));
    }

    private static void sides(Page page, List<Row> rows) {
        page.family("signet_broker_checked_total", "counter", "Keys and values checked, good and bad");
        for (Row row : rows) {
            for (Side side : Side.values()) {
                page.sample(row.with("side", side.word()), row.tally().checked(side));
            }
        }
        page.family("signet_broker_unchecked_total", "counter", "Keys and values let in unchecked");
        for (Row row : rows) {
            for (Side side : Side.values()) {
                page.sample(row.with("side", side.word()), row.tally().unchecked(side));
            }
        }
    }

    private static void unready(Page page, List<Row> rows) {
        page.family(
                "signet_broker_monitored_unchecked_total",
                "counter",
                "Keys and values of topics that are only monitored, let in before their schema was known");
        for (Row row : rows) {
            for (Side side : Side.values()) {
                page.sample(row.with("side", side.word()), row.tally().unready(side));
            }
        }
    }

    private static void faults(Page page, List<Row> rows) {
        page.family("signet_broker_refused_total", "counter", "Faults for which appends were refused");
        rows.forEach(row -> faults(page, row, row.tally().refused()));
        page.family("signet_broker_monitored_total", "counter", "Faults let in, the topic being only monitored");
        rows.forEach(row -> faults(page, row, row.tally().monitored()));
    }

    private static void faults(Page page, Row row, FaultCounts faults) {
        faults.read((side, cause, count) -> page.sample(row.with("side", side, "cause", cause.name()), count));
    }

    private void standing(Page page) {
        Optional<Node> node = situation.node().get();
        Map<String, String> broker =
                Map.of("broker", node.map(known -> Integer.toString(known.id())).orElse(""));
        DirectoryState schemas = situation.schemas().get();
        page.gauge(
                "woven",
                "Whether the hook is in the append path",
                broker,
                situation.woven().getAsBoolean() ? 1 : 0);
        page.gauge("cached_schemas", "Schemas known", broker, schemas.schemas());
        page.gauge("cached_subjects", "Subjects known", broker, schemas.subjects());
        page.gauge(
                "oldest_answer_age_seconds",
                "Age of the oldest answer gone by",
                broker,
                schemas.oldestAnswerAge().toNanos() / NANOS);
        page.gauge("pending_lookups", "Questions that wait for the registry", broker, schemas.pending());
        page.family("signet_broker_lookups_total", "counter", "Requests sent to the registry");
        page.sample(broker, schemas.requests());
        page.gauge(
                "registry_reachable",
                "Whether the registry answered when it was last asked",
                broker,
                schemas.registryReachable() ? 1 : 0);
    }

    /** A page that grows family by family. */
    private static final class Page {
        private final StringBuilder text = new StringBuilder(4_096);
        private String name = "";

        void family(String family, String type, String help) {
            name = family;
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }

        void gauge(String what, String help, Map<String, String> labels, double value) {
            family("signet_broker_" + what, "gauge", help);
            sample(labels, value);
        }

        void sample(Map<String, String> labels, double value) {
            text.append(name).append('{');
            String comma = "";
            for (Map.Entry<String, String> label : labels.entrySet()) {
                text.append(comma).append(label.getKey()).append("=\"");
                text.append(escaped(label.getValue())).append('"');
                comma = ",";
            }
            text.append("} ");
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            text.append(whole ? Long.toString((long) value) : Double.toString(value))
                    .append('\n');
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }

        String text() {
            return text.toString();
        }
    }
}
