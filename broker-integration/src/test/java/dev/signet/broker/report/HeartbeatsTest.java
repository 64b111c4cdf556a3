package dev.signet.broker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signet.broker.Await;
import dev.signet.broker.directory.DirectoryState;
import dev.signet.broker.directory.DirectoryState.DiskCache;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.report.ReportsTwin.Mood;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.RefusedRecordJson;
import dev.signet.schema.rest.RestJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
    private static final Node NODE = new Node("cluster", 2, List.of("broker"), "4.3.1", Optional.of("kafka-2"), START);
    private static final Map<String, String> FULL = Map.of("signet.value.validation", "full");

    private volatile String client = "shop";
    private final ValidationReport report =
            new ValidationReport(() -> client, Clock.fixed(START.plusSeconds(5), ZoneOffset.UTC));
    private final Appends appends = new Appends(report);
    private final ReportsTwin registry = new ReportsTwin();
    private final Situation situation = situation(Optional.of(NODE));
    private final HeartbeatSender sender =
            new HeartbeatSender(registry, new HeartbeatWriting(report, situation, Duration.ofSeconds(5)));

    private static Situation situation(Optional<Node> node) {
        return new Situation(
                () -> node,
                () -> true,
                PolicyDefaults.of(Map.of("signet.validation.strict", "false")),
                () -> new DirectoryState(
                        4, 2, Duration.ofMillis(61), false, Duration.ofMillis(1_500), 1, 9, DiskCache.LOADED));
    }

    private Heartbeat last() {
        return registry.heartbeats().get(registry.heartbeats().size() - 1);
    }

    private List<Heartbeat.Policy> policies() {
        return Optional.ofNullable(last().policies()).orElse(List.of());
    }

    @Test
    void a_heartbeat_says_what_the_registry_documents() {
        appends.send("orders", FULL, Appends.GOOD, Appends.BAD);
        appends.send("parts", Map.of("signet.validation.unresolved", "accept-unchecked"), Appends.GOOD);

        sender.send(NODE);

        Heartbeat told = last();
        assertThat(told.signetVersion()).matches("\\d+\\.\\d+.*");
        assertThat(told.kafkaVersion()).isEqualTo("4.3.1");
        assertThat(told.roles()).containsExactly("broker");
        assertThat(told.address()).isEqualTo("kafka-2");
        assertThat(told.startedAt()).isEqualTo("2026-11-21T09:00:00Z");
        assertThat(told.sequence()).isZero();
        assertThat(told.intervalMillis()).isEqualTo(5_000);
        assertThat(told.woven()).isTrue();
        assertThat(told.defaults()).isEqualTo(Map.of("signet.validation.strict", "false"));
        assertThat(told.caches()).isEqualTo(new Heartbeat.Caches(4, 2, 61L, 1, false, 1_500L, "loaded"));
        assertThat(told.counters())
                .containsExactly(
                        new Heartbeat.Counter("orders", "shop", 2, new TreeMap<>(Map.of("PAYLOAD", 1L)), null, 0, 0),
                        new Heartbeat.Counter("parts", "shop", 1, null, null, 0, 0));
        assertThat(told.refusals()).extracting(RefusedRecordJson::cause).containsExactly("PAYLOAD");
        assertThat(told.moreCounters()).isZero();
        assertThat(told.moreRefusals()).isZero();
    }

    @Test
    void policies_in_force_are_told_by_the_names_of_topic_configs() {
        appends.send("orders", FULL, Appends.GOOD);
        appends.send(
                "parts",
                Map.of("signet.validation.unresolved", "accept-unchecked", "signet.key.validation", "id"),
                Appends.GOOD);

        sender.send(NODE);

        assertThat(last().policies())
                .extracting(Heartbeat.Policy::topic, Heartbeat.Policy::acceptsUnchecked)
                .containsExactly(tuple("orders", false), tuple("parts", true));
        assertThat(policies().get(0).settings())
                .containsEntry("signet.value.validation", "full")
                .containsEntry("signet.key.validation", "off")
                .containsEntry("signet.validation.mode", "enforce")
                .containsEntry("signet.validation.unresolved.patience.ms", "30000")
                .doesNotContainKey("signet.key.nulls");
        assertThat(policies().get(1).settings())
                .containsEntry("signet.key.validation", "id")
                .containsEntry("signet.key.nulls", "accept")
                .containsEntry("signet.validation.unresolved", "accept-unchecked");
    }

    @Test
    void a_registry_that_was_away_hears_everything_once() {
        registry.mood(Mood.AWAY);
        appends.send("orders", FULL, Appends.BAD);
        sender.send(NODE);
        appends.send("orders", FULL, Appends.JUNK);
        sender.send(NODE);
        assertThat(registry.asked()).as("one attempt a turn").isEqualTo(2);

        registry.mood(Mood.ANSWERS);
        sender.send(NODE);

        assertThat(registry.heartbeats()).extracting(Heartbeat::sequence).containsExactly(0L, 1L);
        assertThat(registry.refusals()).extracting(RefusedRecordJson::cause).containsExactly("PAYLOAD", "NOT_FRAMED");
    }

    @Test
    void a_lost_answer_repeats_no_refusal() {
        registry.mood(Mood.LOSES_ANSWERS);
        appends.send("orders", FULL, Appends.BAD);
        sender.send(NODE);
        sender.send(NODE);
        registry.mood(Mood.ANSWERS);
        sender.send(NODE);

        assertThat(registry.refusals()).hasSize(1);
    }

    @Test
    void a_registry_of_another_make_is_asked_now_and_then_and_nothing_is_kept_for_it() {
        registry.mood(Mood.FOREIGN);
        appends.send("orders", FULL, Appends.BAD);
        for (int turn = 0; turn <= HeartbeatSender.TURNS_PASSED_OVER; turn++) {
            sender.send(NODE);
        }
        assertThat(registry.asked()).isEqualTo(1);

        registry.mood(Mood.ANSWERS);
        sender.send(NODE);

        assertThat(last().sequence()).isEqualTo(1L);
        assertThat(registry.refusals()).isEmpty();
    }

    @Test
    void a_heartbeat_is_never_larger_than_a_registry_takes_and_says_what_it_leaves_out() {
        Map<String, String> open = Map.of("signet.value.validation", "full", "signet.refusals.record.bytes", "true");
        byte[] large = new byte[8_192];
        for (int n = 0; n < 300; n++) {
            client = "\u0001".repeat(240) + n % 12;
            appends.send("topic-" + "x".repeat(200) + n % 150, open, large);
        }
        for (int n = 0; n < 1_000; n++) {
            client = "client-" + n % 9;
            appends.send("more-" + n, FULL, Appends.GOOD);
        }

        sender.send(NODE);

        Heartbeat told = last();
        assertThat(RestJson.bytes(told)).hasSizeLessThan(Heartbeat.MOST_BYTES);
        assertThat(told.counters()).isNotEmpty().hasSizeLessThanOrEqualTo(Heartbeat.MOST_COUNTERS);
        assertThat(told.moreCounters()).isPositive();
        assertThat(Optional.ofNullable(told.counters()).orElse(List.of()).get(0).refused())
                .as("what is remarkable comes first")
                .isNotNull();
        assertThat(told.morePolicies()).isPositive();
        assertThat(told.refusals()).isNotEmpty();
        int turns = 0;
        while (registry.refusals().size() < 300 && turns++ < 100) {
            sender.send(NODE);
        }
        assertThat(registry.refusals()).as("the rest follows").hasSize(300);
    }

    @Test
    void the_thread_of_a_report_sends_by_itself_and_ends() {
        Reporting reporting = Reporting.start(report, situation, registry, Duration.ofMillis(20));
        Await.until(registry.heartbeats()::size, size -> size >= 3);
        registry.mood(Mood.AWAY);
        int before = registry.asked();
        Await.until(registry::asked, asked -> asked > before + 2);
        registry.mood(Mood.ANSWERS);
        int heard = registry.heartbeats().size();
        Await.until(registry.heartbeats()::size, size -> size > heard);

        reporting.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("signet-report") && thread.isAlive());
    }

    @Test
    void nothing_is_sent_before_the_node_knows_who_it_is() {
        AtomicReference<Optional<Node>> known = new AtomicReference<>(Optional.empty());
        Situation starting = new Situation(known::get, situation.woven(), situation.defaults(), situation.schemas());
        try (Reporting reporting = Reporting.start(report, starting, registry, Duration.ofMillis(5))) {
            assertThat(reporting.metrics()).contains("signet_broker_woven{broker=\"\"} 1\n");
            assertThat(registry.asked()).isZero();
            known.set(Optional.of(NODE));
            Await.until(registry.heartbeats()::size, size -> size > 0);
        }
    }
}
