package dev.signet.broker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.Batches;
import dev.signet.broker.Decompressor;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.TopicPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountsTest {

    private volatile String client = "shop";
    private final ValidationReport report = new ValidationReport(() -> client);
    private final Appends appends = new Appends(report);

    private Tally of(String topic, String name) {
        return report.counts().topics().stream()
                .filter(counted -> counted.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .clients()
                .getOrDefault(name, new Tally());
    }

    @Test
    void good_and_refused_records_are_counted_by_topic_and_client() {
        appends.send("orders", Appends.GOOD, Appends.GOOD);
        appends.send("orders", Appends.GOOD, Appends.BAD, Appends.JUNK);
        client = "till";
        appends.send("orders", Appends.GOOD);

        Tally shop = of("orders", "shop");
        assertThat(shop.appends()).isEqualTo(2);
        assertThat(shop.records()).isEqualTo(5);
        assertThat(shop.checked(Side.VALUE)).isEqualTo(5);
        assertThat(shop.checked(Side.KEY)).isZero();
        assertThat(shop.refused().byCause()).isEqualTo(Map.of("PAYLOAD", 1L, "NOT_FRAMED", 1L));
        assertThat(shop.monitored().sum()).isZero();
        assertThat(shop.nanos()).isEqualTo(2_000);
        assertThat(of("orders", "till").records()).isEqualTo(1);
        assertThat(report.counts().sum().records()).isEqualTo(6);
    }

    @Test
    void what_is_sent_back_is_counted_as_that_only() {
        appends.send("orders", Batches.framed(Appends.PENDING, (byte) 2));

        Tally shop = of("orders", "shop");
        assertThat(shop.sentBack()).isEqualTo(1);
        assertThat(shop.records()).isZero();
        assertThat(shop.isRemarkable()).isTrue();
    }

    @Test
    void faults_of_a_topic_that_is_only_monitored_are_counted_apart() {
        appends.send(
                "orders",
                Map.of("signet.value.validation", "full", "signet.validation.mode", "monitor"),
                Appends.BAD,
                Batches.framed(Appends.PENDING, (byte) 2));

        Tally shop = of("orders", "shop");
        assertThat(shop.refused().sum()).isZero();
        assertThat(shop.monitored().byCause()).isEqualTo(Map.of("PAYLOAD", 1L));
        assertThat(shop.unready(Side.VALUE)).isEqualTo(1);
    }

    @Test
    void what_a_monitored_topic_lets_in_before_its_schema_is_known_is_nothing_to_worry_about() {
        Map<String, String> monitor = Map.of("signet.value.validation", "full", "signet.validation.mode", "monitor");
        appends.send("orders", monitor, Batches.framed(Appends.PENDING, (byte) 2));

        assertThat(of("orders", "shop").unchecked()).isZero();
        assertThat(of("orders", "shop").isRemarkable()).isFalse();
        assertThat(report.counts().sum().unready(Side.VALUE)).isEqualTo(1);
    }

    @Test
    void what_a_topic_lets_in_unchecked_because_it_is_told_to_is_counted_as_that() {
        appends.away(Duration.ofHours(1));
        appends.send(
                "orders",
                Map.of("signet.value.validation", "full", "signet.validation.unresolved", "accept-unchecked"),
                Batches.framed(Appends.PENDING, (byte) 2));

        assertThat(of("orders", "shop").unchecked(Side.VALUE)).isEqualTo(1);
        assertThat(of("orders", "shop").unready(Side.VALUE)).isZero();
    }

    @Test
    void a_batch_that_cannot_be_read_is_a_fault_of_neither_side() {
        BatchCounts counts = new BatchCounts();
        byte[] broken = Batches.plain(Appends.GOOD);
        broken[16] = 1;
        TopicPolicy policy = TopicPolicy.standard("orders");
        BatchValidator validator = new BatchValidator(
                new DirectoryTwin().subject("orders-value", SubjectPresence.PRESENT),
                (codec, bytes, from, to) -> new Decompressor.Expansion.Broken("none"));
        report.looked(policy, 0, validator.validate(policy, broken, 0, broken.length, counts), counts, 1);

        List<String> rows = new ArrayList<>();
        of("orders", "shop").refused().read((side, cause, count) -> rows.add(side + " " + cause + " " + count));
        assertThat(rows).containsExactly("batch MALFORMED_BATCH 1");
    }

    @Test
    void clients_and_topics_beyond_the_first_are_counted_in_one_sum() {
        for (int n = 0; n < BrokerCounts.MOST_CLIENTS + 5; n++) {
            client = "client-" + n;
            appends.send("orders", Appends.GOOD);
        }
        for (int n = 0; n < BrokerCounts.MOST_TOPICS + 5; n++) {
            appends.send("topic-" + n, Appends.GOOD);
        }

        TopicCounts orders = report.counts().topics().get(0);
        assertThat(orders.clients()).hasSize(BrokerCounts.MOST_CLIENTS).containsKey("client-0");
        assertThat(orders.others().records()).isEqualTo(5);
        assertThat(orders.sum().records()).isEqualTo(BrokerCounts.MOST_CLIENTS + 5);
        assertThat(report.counts().topics()).hasSize(BrokerCounts.MOST_TOPICS);
        assertThat(report.counts().others().records()).isEqualTo(6);
        assertThat(report.counts().sum().records())
                .isEqualTo(BrokerCounts.MOST_CLIENTS + 5 + BrokerCounts.MOST_TOPICS + 5);
    }

    @Test
    void topics_that_nobody_writes_to_make_room_and_stay_in_the_sum() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        BrokerCounts counts = new BrokerCounts(clock::get);
        for (int n = 0; n < BrokerCounts.MOST_TOPICS; n++) {
            append(counts, "old-" + n);
        }
        append(counts, "new");
        assertThat(counts.topics()).extracting(TopicCounts::topic).doesNotContain("new");

        append(counts, "old-7");
        clock.addAndGet(BrokerCounts.PAUSE);
        append(counts, "new");

        assertThat(counts.topics()).extracting(TopicCounts::topic).containsExactly("new", "old-7");
        assertThat(counts.sum().appends()).isEqualTo(BrokerCounts.MOST_TOPICS + 3);
    }

    private static void append(BrokerCounts counts, String topic) {
        counts.of(TopicPolicy.standard(topic), "shop").add(Accepted.ACCEPTED, new BatchCounts(), 1);
    }

    @Test
    void a_client_of_an_endless_name_takes_no_more_room_than_others() {
        client = "x".repeat(30_000);
        appends.send("orders", Appends.GOOD);

        assertThat(report.counts().topics().get(0).clients()).containsOnlyKeys("x".repeat(250));
    }

    @Test
    void nothing_is_lost_between_threads() throws Exception {
        ValidationReport shared =
                new ValidationReport(() -> Thread.currentThread().getName());
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(n -> new Thread(
                        () -> {
                            Appends own = new Appends(shared);
                            for (int round = 0; round < 200; round++) {
                                own.send("orders-" + round % 3, Appends.GOOD, Appends.BAD);
                            }
                        },
                        "client-" + n % 4))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        Tally sum = shared.counts().sum();
        assertThat(sum.appends()).isEqualTo(1_600);
        assertThat(sum.records()).isEqualTo(3_200);
        assertThat(sum.refused().sum()).isEqualTo(1_600);
        assertThat(shared.counts().topics())
                .hasSize(3)
                .allSatisfy(topic -> assertThat(topic.clients()).hasSize(4));
    }

    @Test
    void a_good_append_is_counted_without_allocating() {
        TopicPolicy policy = TopicPolicy.standard("orders");
        BatchCounts counts = new BatchCounts();
        for (int n = 0; n < 20_000; n++) {
            report.looked(policy, 0, Accepted.ACCEPTED, counts, 1);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int n = 0; n < 10_000; n++) {
            report.looked(policy, 0, Accepted.ACCEPTED, counts, 1);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }
}
