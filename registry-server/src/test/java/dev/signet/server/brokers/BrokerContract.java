package dev.signet.server.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every place must do where reports are kept. */
public abstract class BrokerContract {
    private static final Caller CALLER = Caller.anonymous("10.0.0.7", "request");
    private static final Instant START = Instant.parse("2026-11-21T09:00:00.123456789Z");
    private static final BrokerBounds SMALL = new BrokerBounds(Duration.ofDays(1), 3, 4, 6, 100);
    private static final Duration LONGER = Duration.ofDays(1).plusMinutes(1);

    private BrokerRows rows = new InMemoryBrokers();

    /** An empty one that keeps so much. */
    protected abstract BrokerRows empty(BrokerBounds bounds);

    /** Makes everything that it holds older. */
    protected abstract void pass(Duration time);

    @BeforeEach
    void empty() {
        rows = empty(SMALL);
    }

    @Test
    void nothing_is_known_at_first() {
        assertThat(rows.clusters()).isEmpty();
        assertThat(rows.brokers("c", Page.ALL)).isEmpty();
        assertThat(rows.refusals(all(10))).isEmpty();
    }

    @Test
    void the_last_report_of_a_broker_is_shown_with_its_age_and_origin() {
        assertThat(receive(report("c", 1, 1))).isEqualTo(Receipt.KEPT);
        assertThat(receive(report("c", 1, 2))).isEqualTo(Receipt.KEPT);
        pass(Duration.ofMinutes(5));

        ReceivedReport shown = rows.brokers("c", Page.ALL).get(0);

        assertThat(shown.broker()).isEqualTo(new BrokerName("c", 1));
        assertThat(shown.document()).isEqualTo("{\"sequence\":2}");
        assertThat(shown.receivedFrom()).isEqualTo("10.0.0.7");
        assertThat(shown.age()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(rows.brokers("c", Page.ALL)).hasSize(1);
    }

    @Test
    void a_report_that_comes_twice_or_late_changes_nothing() {
        receive(report("c", 1, 7, refusal("t", 1)));

        assertThat(receive(report("c", 1, 7, refusal("t", 1)))).isEqualTo(Receipt.KNOWN);
        assertThat(receive(report("c", 1, 6, refusal("t", 0)))).isEqualTo(Receipt.KNOWN);

        assertThat(rows.brokers("c", Page.ALL))
                .extracting(ReceivedReport::document)
                .containsExactly("{\"sequence\":7}");
        assertThat(documents(all(10))).containsExactly("t 1");
    }

    @Test
    void a_number_that_somebody_made_up_silences_a_broker_for_a_minute_and_not_for_a_day() {
        receive(report("c", 1, 7));
        receive(report("c", 1, Long.MAX_VALUE));
        assertThat(receive(report("c", 1, 8, refusal("t", 8)))).isEqualTo(Receipt.KNOWN);
        pass(Duration.ofSeconds(61));

        assertThat(receive(report("c", 1, 9, refusal("t", 9)))).isEqualTo(Receipt.KEPT);
        assertThat(receive(report("c", 1, 10))).isEqualTo(Receipt.KEPT);

        assertThat(rows.brokers("c", Page.ALL))
                .extracting(ReceivedReport::document)
                .containsExactly("{\"sequence\":10}");
        assertThat(documents(all(10))).containsExactly("t 9");
    }

    @Test
    void the_same_report_is_known_however_late_it_comes_again() {
        receive(report("c", 1, 7, refusal("t", 1)));
        pass(Duration.ofHours(1));

        assertThat(receive(report("c", 1, 7, refusal("t", 1)))).isEqualTo(Receipt.KNOWN);
        assertThat(documents(all(10))).containsExactly("t 1");
    }

    @Test
    void a_process_that_was_started_anew_counts_from_the_beginning() {
        receive(report("c", 1, 7));

        BrokerReport anew =
                new BrokerReport(new BrokerName("c", 1), START.minusSeconds(60), 0, "{\"anew\":true}", List.of());

        assertThat(receive(anew)).isEqualTo(Receipt.KEPT);
        assertThat(rows.brokers("c", Page.ALL))
                .extracting(ReceivedReport::document)
                .containsExactly("{\"anew\":true}");
    }

    @Test
    void clusters_are_listed_by_id_and_their_brokers_by_number_a_page_at_a_time() {
        receive(report("b", 10, 1));
        receive(report("b", 9, 1));
        receive(report("a", 1, 1));

        assertThat(rows.clusters()).extracting(ClusterSummary::cluster).containsExactly("a", "b");
        assertThat(rows.clusters()).extracting(ClusterSummary::brokers).containsExactly(1, 2);
        assertThat(rows.clusters().get(0).age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(rows.brokers("b", Page.ALL))
                .extracting(each -> each.broker().id())
                .containsExactly(9, 10);
        assertThat(rows.brokers("b", new Page(1, 5)))
                .extracting(each -> each.broker().id())
                .containsExactly(10);
        assertThat(rows.brokers("b", new Page(0, 1)))
                .extracting(each -> each.broker().id())
                .containsExactly(9);
    }

    @Test
    void of_large_reports_a_list_has_fewer_but_always_one() {
        receive(large(1, 100));
        receive(large(2, 49));
        receive(large(3, 51));

        assertThat(numbers(Page.ALL)).containsExactly(1);
        assertThat(numbers(new Page(1, 50))).containsExactly(2, 3);
        assertThat(numbers(new Page(1, 1))).containsExactly(2);
        assertThat(numbers(new Page(3, 50))).isEmpty();

        receive(large(1, 101));
        receive(large(2, 50));

        assertThat(numbers(new Page(0, 50))).containsExactly(1);
        assertThat(numbers(new Page(1, 50))).containsExactly(2);
        assertThat(numbers(new Page(2, 50))).containsExactly(3);
    }

    private List<Integer> numbers(Page page) {
        return rows.brokers("c", page).stream().map(each -> each.broker().id()).toList();
    }

    /** Bytes count, not characters. */
    private static BrokerReport large(int broker, int bytes) {
        String document = "ä".repeat(20) + "x".repeat(bytes - 40);
        return new BrokerReport(new BrokerName("c", broker), START, bytes, document, List.of());
    }

    @Test
    void refused_records_are_shown_newest_first_of_a_cluster_or_a_topic() {
        receive(report("a", 1, 1, refusal("t", 1), refusal("u", 2)));
        receive(report("b", 1, 1, refusal("t", 3)));
        receive(report("a", 2, 1, refusal("t", 4)));

        assertThat(documents(all(10))).containsExactly("t 4", "t 3", "u 2", "t 1");
        assertThat(documents(all(2))).containsExactly("t 4", "t 3");
        assertThat(documents(new RefusalFilter(Optional.of("a"), Optional.empty(), 10)))
                .containsExactly("t 4", "u 2", "t 1");
        assertThat(documents(new RefusalFilter(Optional.empty(), Optional.of("t"), 10)))
                .containsExactly("t 4", "t 3", "t 1");
        assertThat(rows.refusals(new RefusalFilter(Optional.of("a"), Optional.of("t"), 1)))
                .containsExactly(new ReceivedRefusal(new BrokerName("a", 2), refusal("t", 4)));
        assertThat(documents(new RefusalFilter(Optional.of("c"), Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void of_a_topic_of_a_cluster_only_the_newest_refusals_are_kept() {
        receive(report("a", 1, 1, refusal("t", 1), refusal("t", 2), refusal("t", 3)));
        receive(report("b", 1, 1, refusal("t", 4)));
        receive(report("a", 1, 2, refusal("t", 5), refusal("t", 6)));

        assertThat(documents(all(10))).containsExactly("t 6", "t 5", "t 4", "t 3", "t 2");
    }

    @Test
    void of_all_topics_only_the_newest_refusals_are_kept() {
        receive(report("a", 1, 1, refusal("t", 1), refusal("t", 2), refusal("u", 3)));
        receive(report("a", 1, 2, refusal("u", 4), refusal("v", 5), refusal("w", 6), refusal("x", 7)));

        assertThat(documents(all(10))).containsExactly("x 7", "w 6", "v 5", "u 4", "u 3", "t 2");
    }

    @Test
    void there_is_no_room_for_a_broker_too_many_but_those_that_have_a_place_keep_it() {
        receive(report("a", 1, 1));
        receive(report("b", 1, 1));
        receive(report("c", 1, 1));

        assertThat(receive(report("d", 1, 1, refusal("t", 1)))).isEqualTo(Receipt.NO_ROOM);
        assertThat(receive(report("c", 1, 2))).isEqualTo(Receipt.KEPT);

        assertThat(rows.clusters()).extracting(ClusterSummary::cluster).containsExactly("a", "b", "c");
        assertThat(rows.refusals(all(10))).isEmpty();
    }

    @Test
    void what_is_older_than_a_day_is_not_shown_and_makes_room() {
        for (String cluster : List.of("a", "b", "c")) {
            receive(report(cluster, 1, 1, refusal("t", 1)));
        }
        pass(LONGER);

        assertThat(rows.clusters()).isEmpty();
        assertThat(rows.brokers("a", Page.ALL)).isEmpty();
        assertThat(rows.refusals(all(10))).isEmpty();

        assertThat(receive(report("d", 1, 1, refusal("t", 2)))).isEqualTo(Receipt.KEPT);
        assertThat(rows.clusters()).extracting(ClusterSummary::cluster).containsExactly("d");
        assertThat(documents(all(10))).containsExactly("t 2");
    }

    @Test
    void names_that_no_store_can_hold_name_nothing() {
        Brokers brokers = new Brokers(rows);
        receive(report("c", 1, 1, refusal("t", 1)));

        assertThat(brokers.brokers("c\u0000", Page.ALL)).isEmpty();
        assertThat(brokers.refusals(new RefusalFilter(Optional.of("\ud800"), Optional.empty(), 1)))
                .isEmpty();
        assertThat(brokers.refusals(new RefusalFilter(Optional.empty(), Optional.of("t\u0000"), 1)))
                .isEmpty();
        assertThat(brokers.refusals(new RefusalFilter(Optional.of("c"), Optional.of("t"), 1)))
                .hasSize(1);
    }

    @Test
    void text_is_kept_as_it_is() {
        String text = "{\"reason\":\"čeština, 日本, 𝄞 and \\u0000\"}";
        BrokerReport report = new BrokerReport(
                new BrokerName("klúč/ä %", Integer.MAX_VALUE),
                START,
                Long.MAX_VALUE,
                text,
                List.of(new RefusedRecord("t", text)));

        receive(report);

        assertThat(rows.brokers("klúč/ä %", Page.ALL))
                .extracting(ReceivedReport::document)
                .containsExactly(text);
        assertThat(documents(all(1))).containsExactly(text);
    }

    @Test
    void brokers_that_report_at_the_same_time_do_not_wait_for_one_another_for_ever() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> brokers = IntStream.range(0, 3)
                    .mapToObj(broker -> threads.submit(() -> reportOften(broker)))
                    .toList();
            for (Future<Integer> broker : brokers) {
                assertThat(broker.get()).isEqualTo(30);
            }
        } finally {
            threads.shutdownNow();
        }

        receive(report("c", 0, 31, refusal("t", 100)));
        assertThat(documents(all(100)))
                .hasSizeLessThanOrEqualTo(SMALL.refusalsOfTopic())
                .startsWith("t 100");
    }

    private int reportOften(int broker) {
        int kept = 0;
        for (int sequence = 1; sequence <= 30; sequence++) {
            Receipt receipt = receive(report("c", broker, sequence, refusal("t", sequence), refusal("t", sequence)));
            kept += receipt == Receipt.KEPT ? 1 : 0;
        }
        return kept;
    }

    private Receipt receive(BrokerReport report) {
        return rows.receive(CALLER, report);
    }

    private List<String> documents(RefusalFilter filter) {
        return rows.refusals(filter).stream()
                .map(found -> found.refusal().document())
                .toList();
    }

    private static RefusalFilter all(int limit) {
        return new RefusalFilter(Optional.empty(), Optional.empty(), limit);
    }

    private static BrokerReport report(String cluster, int broker, long sequence, RefusedRecord... refusals) {
        return new BrokerReport(
                new BrokerName(cluster, broker), START, sequence, "{\"sequence\":" + sequence + "}", List.of(refusals));
    }

    private static RefusedRecord refusal(String topic, int number) {
        return new RefusedRecord(topic, topic + " " + number);
    }
}
