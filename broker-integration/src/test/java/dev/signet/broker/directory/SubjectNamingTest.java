package dev.signet.broker.directory;

import static dev.signet.broker.directory.Directories.LONG;
import static dev.signet.broker.directory.Directories.associated;
import static dev.signet.broker.directory.Directories.record;
import static dev.signet.broker.directory.Directories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.PayloadCheck;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.NoSubject;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.client.SchemaRegistry.RecordPart;
import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubjectNamingTest {

    private final Directories directories = Directories.standard();

    @AfterEach
    void close() {
        directories.close();
    }

    @Test
    void by_record_the_subject_is_the_records_full_name() {
        SubjectRule orders = rule("orders", SubjectNaming.RECORD);
        int id = directories.registry.register("shop.Order", record("shop.Order"));
        int elsewhere = directories.registry.register("orders-value", record("shop.Item"));
        assertThat(directories.settled(orders)).isEqualTo(SubjectPresence.ABSENT);

        assertThat(directories.settled(orders, id)).isInstanceOf(Known.class);
        assertThat(directories.settled(orders)).isEqualTo(SubjectPresence.PRESENT);
        assertThat(directories.settled(orders, elsewhere))
                .isEqualTo(new OtherSubject(Subject.of("shop.Item"), List.of(Subject.of("orders-value"))));
    }

    @Test
    void by_topic_and_record_the_subject_is_both_names() {
        SubjectRule orders = rule("orders", SubjectNaming.TOPIC_RECORD);
        int id = directories.registry.register("orders-shop.Order", record("shop.Order"));
        int noRecord = directories.registry.register("orders-", LONG);

        assertThat(directories.settled(orders, id)).isInstanceOf(Known.class);
        assertThat(directories.settled(rule("other", SubjectNaming.TOPIC_RECORD), id))
                .isInstanceOf(OtherSubject.class);
        assertThat(directories.settled(orders, noRecord)).isInstanceOf(NoSubject.class);
    }

    @Test
    void a_schema_is_fetched_once_for_all_rules() {
        int id = directories.registry.register("shop.Order", record("shop.Order"));
        directories.settled(rule("a", SubjectNaming.RECORD), id);
        int asked = directories.registry.questions();

        PayloadCheck one = ((Known) directories.now().schema(rule("a", SubjectNaming.RECORD), id)).check();
        PayloadCheck other = ((Known) directories.now().schema(rule("b", SubjectNaming.RECORD), id)).check();
        assertThat(one).isSameAs(other);
        assertThat(directories.registry.questions()).isEqualTo(asked);
    }

    @Test
    void an_associated_subject_counts_whatever_the_topic_is_called() {
        SubjectRule orders = associated("orders", SubjectNaming.TOPIC);
        directories.registry.associate("orders", RecordPart.VALUE, "sales");
        int id = directories.registry.register("sales", LONG);
        int byTopic = directories.registry.register("orders-value", record("Order"));

        assertThat(directories.settled(orders)).isEqualTo(SubjectPresence.PRESENT);
        assertThat(directories.settled(orders, id)).isInstanceOf(Known.class);
        assertThat(directories.settled(orders, byTopic)).isInstanceOf(OtherSubject.class);
    }

    @Test
    void where_nothing_is_associated_the_fallback_counts() {
        int id = directories.registry.register("orders-value", LONG);
        SubjectRule none =
                new SubjectRule(Context.DEFAULT, "orders", Side.VALUE, SubjectNaming.ASSOCIATED, Optional.empty());

        assertThat(directories.settled(associated("orders", SubjectNaming.TOPIC), id))
                .isInstanceOf(Known.class);
        assertThat(directories.settled(associated("orders", SubjectNaming.RECORD), id))
                .isInstanceOf(NoSubject.class);
        assertThat(directories.settled(none, id)).isInstanceOf(NoSubject.class);
        assertThat(directories.settled(none)).isEqualTo(SubjectPresence.ABSENT);
    }

    @Test
    void an_association_that_changes_changes_what_is_accepted() {
        SubjectRule orders = associated("orders", SubjectNaming.TOPIC);
        int byTopic = directories.registry.register("orders-value", record("Order"));
        int id = directories.registry.register("sales", LONG);
        assertThat(directories.settled(orders, byTopic)).isInstanceOf(Known.class);
        directories.registry.associate("orders", RecordPart.VALUE, "sales");
        directories.passes(Duration.ofSeconds(11));

        Await.until(() -> directories.now().schema(orders, byTopic), OtherSubject.class::isInstance);
        assertThat(directories.settled(orders, id)).isInstanceOf(Known.class);
    }

    @Test
    void a_record_is_not_refused_on_account_of_an_old_association() {
        SubjectRule orders = associated("orders", SubjectNaming.TOPIC);
        int byTopic = directories.registry.register("orders-value", record("Order"));
        int id = directories.registry.register("sales", LONG);
        assertThat(directories.settled(orders, byTopic)).isInstanceOf(Known.class);
        directories.registry.associate("orders", RecordPart.VALUE, "sales");
        directories.passes(Duration.ofSeconds(2));

        assertThat(directories.settled(orders, id)).isInstanceOf(Known.class);
    }

    @Test
    void several_associated_subjects_are_a_reason_to_refuse() {
        SubjectRule orders = associated("orders", SubjectNaming.TOPIC);
        directories.registry.associate("orders", RecordPart.VALUE, "sales", "returns");
        int id = directories.registry.register("sales", LONG);

        assertThat(directories.settled(orders, id))
                .isInstanceOfSatisfying(
                        NoSubject.class, none -> assertThat(none.reason()).contains("several subjects"));
    }

    @Test
    void that_nothing_is_associated_is_asked_again_while_somebody_wants_to_know() {
        SubjectRule orders = associated("orders", SubjectNaming.TOPIC);
        assertThat(directories.settled(orders)).isEqualTo(SubjectPresence.ABSENT);
        directories.registry.associate("orders", RecordPart.VALUE, "sales");
        directories.registry.register("sales", LONG);

        // the clock stands still: only the renewal beside can bring the news
        Await.until(() -> directories.now().presence(orders), SubjectPresence.PRESENT::equals);
    }

    @Test
    void an_id_counts_in_the_context_of_the_rule_only() {
        int id = directories.registry.register(":.eu:orders-value", LONG);
        SubjectRule european = SubjectRule.byTopic(new Context(".eu"), "orders", Side.VALUE);

        assertThat(directories.settled(european, id)).isInstanceOf(Known.class);
        assertThat(directories.settled(rule("orders"), id)).isNotInstanceOf(Known.class);
        assertThat(directories.settled(european)).isEqualTo(SubjectPresence.PRESENT);
        assertThat(directories.settled(rule("orders"))).isEqualTo(SubjectPresence.ABSENT);
    }

    @Test
    void an_associated_subject_brings_its_own_context() {
        directories.registry.associate("orders", RecordPart.VALUE, ":.eu:orders-value");
        int id = directories.registry.register(":.eu:orders-value", LONG);

        assertThat(directories.settled(associated("orders", SubjectNaming.TOPIC), id))
                .isInstanceOf(Known.class);
    }
}
