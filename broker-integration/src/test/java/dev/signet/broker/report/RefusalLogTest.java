package dev.signet.broker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.RefusedRecord;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.broker.policy.Side;
import dev.signet.broker.report.Refusal.Place;
import dev.signet.schema.rest.RefusedRecordJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:03.250Z");

    private static Place place(String topic) {
        return new Place(NOW, topic, 3, "shop", false);
    }

    private static RefusedRecord record(String reason) {
        return new RefusedRecord(1, Optional.of(new Part(Side.VALUE, 6, OptionalInt.of(7))), Cause.PAYLOAD, reason);
    }

    @Test
    void a_refusal_is_told_with_everything_that_helps_to_find_it() {
        ValidationReport report = new ValidationReport(() -> "shop", Clock.fixed(NOW, ZoneOffset.UTC));
        new Appends(report).send("orders", Appends.GOOD, Appends.BAD);

        RefusedRecordJson told = report.refusals().of("orders").get(0).json();

        assertThat(told)
                .isEqualTo(new RefusedRecordJson(
                        "2026-11-21T10:00:03.250Z",
                        null,
                        null,
                        "orders",
                        3,
                        "shop",
                        "value",
                        1,
                        "PAYLOAD",
                        told.reason(),
                        7,
                        false,
                        6,
                        null));
        assertThat(told.reason()).startsWith("record 1: ");
    }

    @Test
    void bytes_are_told_only_where_the_topic_asks_for_them() {
        ValidationReport report = new ValidationReport(ClientName.UNKNOWN);
        Appends appends = new Appends(report);
        Map<String, String> asking = Map.of("signet.value.validation", "full", "signet.refusals.record.bytes", "true");

        appends.send("open", asking, Appends.GOOD, Appends.GOOD, Appends.BAD, Appends.JUNK);
        appends.send("closed", Appends.BAD);

        assertThat(report.refusals().of("open").stream()
                        .map(refusal -> refusal.json().recordBase64()))
                .containsExactly("AAAAAAcD", "AQID");
        assertThat(report.refusals().of("closed").get(0).json().recordBase64()).isNull();
    }

    @Test
    void long_bytes_and_reasons_are_cut() {
        Refusal refusal = new Refusal(1, place("orders"), record("r".repeat(5_000)), new byte[100_000]);

        assertThat(refusal.record().reason()).hasSize(RefusedRecordJson.LONGEST_REASON);
        assertThat(refusal.bytes()).hasSize(RefusedRecordJson.MOST_RECORD_BYTES);
    }

    @Test
    void each_topic_keeps_its_last_whatever_happens_in_others() {
        RefusalLog log = new RefusalLog();
        log.add(place("quiet"), List.of(record("first")), List.of());
        for (int n = 0; n < 500; n++) {
            log.add(place("loud"), List.of(record("n" + n)), List.of());
        }

        assertThat(log.of("quiet")).hasSize(1);
        assertThat(log.of("loud")).hasSize(RefusalLog.MOST_OF_A_TOPIC);
        assertThat(log.of("loud").get(99).record().reason()).isEqualTo("n499");
        assertThat(log.size()).isEqualTo(101);
        assertThat(log.untold(1_000).lost()).isEqualTo(400);
    }

    @Test
    void of_one_append_the_first_few_are_kept_and_the_rest_is_counted() {
        RefusalLog log = new RefusalLog();
        log.add(place("orders"), Collections.nCopies(100, record("x")), List.of());

        assertThat(log.of("orders")).hasSize(RefusalLog.MOST_OF_AN_APPEND);
        assertThat(log.untold(1_000).lost()).isEqualTo(90);
    }

    @Test
    void topics_and_memory_are_bounded() {
        RefusalLog topics = new RefusalLog();
        for (int n = 0; n < RefusalLog.MOST_TOPICS + 7; n++) {
            topics.add(place("topic-" + n), List.of(record("x")), List.of());
        }
        assertThat(topics.size()).isEqualTo(RefusalLog.MOST_TOPICS);
        assertThat(topics.untold(1).lost()).isEqualTo(7);
        assertThat(topics.of("topic-6")).isEmpty();
        assertThat(topics.of("topic-" + (RefusalLog.MOST_TOPICS + 6))).hasSize(1);

        RefusalLog small = new RefusalLog(10_000);
        for (int n = 0; n < 50; n++) {
            small.add(place("topic-" + n % 5), List.of(record("x")), List.of(new byte[1_000]));
        }
        assertThat(small.size()).isBetween(5, 10);
        assertThat(small.untold(100).lost()).isEqualTo(50 - small.size());
        assertThat(small.of("topic-4"))
                .last()
                .satisfies(last -> assertThat(last.number()).isEqualTo(50));
    }

    @Test
    void nothing_is_told_twice() {
        RefusalLog log = new RefusalLog();
        log.add(place("orders"), List.of(record("a"), record("b"), record("c")), List.of());

        RefusalLog.Batch first = log.untold(2);
        log.tell(first);
        log.add(place("orders"), List.of(record("d")), List.of());

        assertThat(first.refusals())
                .extracting(refusal -> refusal.record().reason())
                .containsExactly("a", "b");
        assertThat(log.untold(10).refusals())
                .extracting(refusal -> refusal.record().reason())
                .containsExactly("c", "d");
        log.tell(log.untold(10));
        assertThat(log.untold(10)).isEqualTo(new RefusalLog.Batch(List.of(), 0));
        assertThat(log.of("orders")).hasSize(4);
    }
}
