package dev.signet.broker.directory;

import static dev.signet.broker.directory.Directories.LONG;
import static dev.signet.broker.directory.Directories.record;
import static dev.signet.broker.directory.Directories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.policy.SubjectRule;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private static final SubjectRule ORDERS = rule("orders");

    private final Directories directories = Directories.standard();

    @AfterEach
    void close() {
        directories.close();
    }

    private SchemaAnswer now(int id) {
        return directories.now().schema(ORDERS, id);
    }

    /** Once to notice the last use, once more without any. */
    private void fallsAsleep() {
        for (int n = 0; n < 2; n++) {
            directories.passes(Duration.ofMinutes(11));
            Await.until(() -> directories.now().state().oldestAnswerAge(), Duration.ZERO::equals);
        }
    }

    private static boolean isDeleted(SchemaAnswer answer) {
        return answer instanceof Known known && known.deleted();
    }

    @Test
    void a_schema_of_a_soft_deleted_version_is_known_as_such() {
        int id = directories.registry.register("orders-value", LONG);
        directories.registry.softDelete("orders-value");

        assertThat(directories.settled(ORDERS, id)).matches(DeletionTest::isDeleted);
        assertThat(directories.settled(rule("other"), id)).isInstanceOf(OtherSubject.class);
    }

    @Test
    void a_soft_deletion_and_its_end_are_noticed_within_a_minute() {
        int id = directories.registry.register("orders-value", LONG);
        assertThat(directories.settled(ORDERS, id)).isInstanceOf(Known.class);
        directories.registry.softDelete("orders-value");
        directories.passes(Duration.ofSeconds(46));
        Await.until(() -> now(id), DeletionTest::isDeleted);

        directories.registry.undelete("orders-value");
        directories.passes(Duration.ofSeconds(46));
        Await.until(() -> now(id), answer -> answer instanceof Known known && !known.deleted());
    }

    @Test
    void a_hard_deleted_schema_in_use_is_refused_within_a_minute() {
        int id = directories.registry.register("orders-value", LONG);
        int kept = directories.registry.register("orders-value", record("Kept"));
        directories.registry.register("payments-value", record("Kept"));
        directories.settled(ORDERS, id);
        directories.settled(ORDERS, kept);
        directories.registry.deleteWithIds("orders-value");
        directories.passes(Duration.ofSeconds(46));

        Await.until(() -> now(id), UnknownId.class::isInstance);
        Await.until(() -> now(kept), OtherSubject.class::isInstance);
        assertThat(directories.now().state().schemas()).isEqualTo(1);
    }

    @Test
    void a_registry_that_fails_evicts_nothing() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        directories.registry.deleteWithIds("orders-value");
        directories.registry.reachable(false);
        for (int minute = 0; minute < 5; minute++) {
            int asked = directories.registry.questions();
            directories.passes(Duration.ofMinutes(1));
            Await.until(directories.registry::questions, now -> now > asked);
            assertThat(now(id)).isInstanceOf(Known.class);
        }

        directories.registry.reachable(true);
        directories.passes(Duration.ofMinutes(1));
        Await.until(() -> now(id), UnknownId.class::isInstance);
    }

    @Test
    void a_schema_that_nobody_uses_is_not_asked_for_until_it_is_used_again_and_then_before_it_counts() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        fallsAsleep();
        int asked = directories.registry.questions();
        directories.registry.deleteWithIds("orders-value");
        directories.passes(Duration.ofMinutes(11));
        assertThat(directories.registry.questions()).isEqualTo(asked);

        assertThat(now(id)).isInstanceOf(Pending.class);
        assertThat(directories.settled(ORDERS, id)).isInstanceOf(UnknownId.class);
    }

    @Test
    void a_schema_that_sleeps_holds_while_the_registry_is_away() {
        int id = directories.registry.register("orders-value", LONG);
        directories.settled(ORDERS, id);
        fallsAsleep();
        directories.registry.reachable(false);

        assertThat(directories.settled(ORDERS, id)).isInstanceOf(Known.class);
    }

    @Test
    void a_subject_that_joins_an_id_known_elsewhere_is_seen_within_a_second() {
        int id = directories.registry.register("payments-value", LONG);
        directories.settled(rule("payments"), id);
        assertThat(directories.settled(ORDERS, id)).isInstanceOf(OtherSubject.class);
        directories.registry.register("orders-value", LONG);
        directories.passes(Duration.ofMillis(1_001));

        assertThat(directories.settled(ORDERS, id)).isInstanceOf(Known.class);
    }
}
