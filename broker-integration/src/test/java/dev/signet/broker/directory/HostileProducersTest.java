package dev.signet.broker.directory;

import static dev.signet.broker.directory.Directories.LONG;
import static dev.signet.broker.directory.Directories.record;
import static dev.signet.broker.directory.Directories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signet.broker.Await;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.SubjectRule;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What many and strange ids do to a directory and to its registry. */
class HostileProducersTest {

    private static final SubjectRule ORDERS = rule("orders");

    private static DirectorySettings bounds(int schemas, int rate) {
        return new DirectorySettings(Optional.empty(), schemas, 1 << 30, rate);
    }

    @Test
    void random_ids_cost_the_registry_no_more_than_the_rate_and_other_topics_their_turn_only() {
        SplittableRandom random = new SplittableRandom(Long.getLong("signet.test.seed", 5));
        try (Directories directories = new Directories(bounds(100, 50))) {
            int id = directories.registry.register("payments-value", LONG);
            SubjectRule payments = rule("payments");
            for (int n = 0; n < 100_000; n++) {
                directories.now().schema(ORDERS, 1_000 + random.nextInt(1_000_000_000));
            }
            Await.until(directories.registry::questions, asked -> asked >= 50);
            Await.until(
                    () -> {
                        directories.passes(Duration.ofMillis(20));
                        for (int n = 0; n < 1_000; n++) {
                            directories.now().schema(ORDERS, 1_000 + random.nextInt(1_000_000_000));
                        }
                        return directories.now().schema(payments, id);
                    },
                    Known.class::isInstance);

            // what is allowed at once, what time has allowed since, and what the pair of threads had begun
            long allowed = 50 + Duration.ofNanos(directories.clock.get()).toMillis() / 20 + 4;
            assertThat((long) directories.registry.questions()).isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void what_is_known_is_answered_without_allocating() {
        try (Directories directories = Directories.standard()) {
            int id = directories.registry.register("orders-value", LONG);
            directories.settled(ORDERS, id);
            directories.settled(ORDERS);
            long high = RegistryTwin.guid(LONG).value().getMostSignificantBits();
            long low = RegistryTwin.guid(LONG).value().getLeastSignificantBits();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 20; round++) {
                long before = threads.getThreadAllocatedBytes(thread);
                for (int n = 0; n < 10_000; n++) {
                    directories.now().presence(ORDERS);
                    directories.now().schema(ORDERS, id);
                    directories.now().schema(ORDERS, high, low);
                }
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }

            assertThat(least).isLessThan(10_000);
        }
    }

    @Test
    void of_too_many_schemas_those_in_use_stay() {
        try (Directories directories = new Directories(bounds(10, 1_000))) {
            int used = directories.registry.register("orders-value", LONG);
            directories.settled(ORDERS, used);
            int missing = 0;
            for (int n = 0; n < 50; n++) {
                int id = directories.registry.register("orders-value", record("R" + n));
                directories.settled(ORDERS, id);
                missing += directories.now().schema(ORDERS, used) instanceof Known ? 0 : 1;
                directories.settled(ORDERS, used);
                directories.passes(Duration.ofMillis(50));
            }

            assertThat(directories.now().state().schemas()).isEqualTo(10);
            // before uses are noticed for the first time, all seem equally old
            assertThat(missing).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void schemas_are_bounded_by_what_they_weigh_too() {
        try (Directories directories = new Directories(new DirectorySettings(Optional.empty(), 1_000, 20_000, 1_000))) {
            for (int n = 0; n < 50; n++) {
                directories.settled(ORDERS, directories.registry.register("orders-value", record("R" + n)));
                directories.passes(Duration.ofMillis(50));
            }

            assertThat(directories.now().state().schemas()).isBetween(5, 12);
        }
    }

    @Test
    void many_absent_subjects_are_asked_for_as_a_list() {
        try (Directories directories = Directories.standard()) {
            for (int n = 0; n < 40; n++) {
                directories.now().presence(rule("topic" + n));
            }
            for (int n = 0; n < 40; n++) {
                assertThat(directories.settled(rule("topic" + n))).isEqualTo(SubjectPresence.ABSENT);
            }
            directories.passes(Duration.ofMillis(900));
            directories.registry.register("topic7-value", LONG);
            int before = directories.registry.questions();

            Await.until(() -> directories.now().presence(rule("topic7")), SubjectPresence.PRESENT::equals);

            // one by one there would be 40 a round
            assertThat(directories.registry.questions() - before).isLessThan(20);
        }
    }

    @Test
    void many_threads_get_right_answers_while_the_registry_comes_and_goes() throws Exception {
        try (Directories directories = new Directories(bounds(20, 100_000))) {
            List<Integer> ids = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                ids.add(directories.registry.register("topic" + n % 6 + "-value", record("R" + n)));
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> wrong = new ArrayList<>();
                for (int n = 0; n < 4; n++) {
                    wrong.add(threads.submit(asking(directories, ids, n)));
                }
                for (int n = 0; n < 100; n++) {
                    directories.registry.reachable(n % 2 == 0);
                    directories.passes(Duration.ofMillis(700));
                    directories.now().state();
                }
                for (Future<Integer> each : wrong) {
                    assertThat(each.get()).isZero();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(directories.now().state().schemas()).isLessThanOrEqualTo(20);
        }
    }

    private static Callable<Integer> asking(Directories directories, List<Integer> ids, int seed) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            int wrong = 0;
            for (int n = 0; n < 50_000; n++) {
                int which = random.nextInt(ids.size());
                int topic = random.nextInt(6);
                SchemaAnswer answer = directories.now().schema(rule("topic" + topic), ids.get(which));
                boolean belongs = which % 6 == topic;
                boolean right = answer instanceof SchemaAnswer.Pending
                        || belongs == answer instanceof Known && !(answer instanceof SchemaAnswer.UnknownId);
                wrong += right ? 0 : 1;
            }
            return wrong;
        };
    }
}
