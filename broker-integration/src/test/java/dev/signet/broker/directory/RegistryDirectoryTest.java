package dev.signet.broker.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.Await;
import dev.signet.broker.RegistryTwin;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryDirectoryTest {

    private static final SubjectRule ORDERS = rule("orders");
    private static final SchemaText LONG = SchemaText.avro("\"long\"");

    private final RegistryTwin registry = new RegistryTwin();
    private final AtomicLong clock = new AtomicLong();
    private final RegistryDirectory directory = new RegistryDirectory(
            registry, DirectorySettings.STANDARD, clock::get, () -> Instant.ofEpochMilli(clock.get() / 1_000_000));

    @AfterEach
    void close() {
        directory.close();
    }

    private static SubjectRule rule(String topic) {
        return SubjectRule.byTopic(Context.DEFAULT, topic, Side.VALUE);
    }

    private SchemaAnswer settled(SubjectRule rule, int id) {
        return Await.until(() -> directory.schema(rule, id), answer -> !(answer instanceof Pending));
    }

    private SchemaAnswer settled(SubjectRule rule, SchemaGuid guid) {
        long high = guid.value().getMostSignificantBits();
        long low = guid.value().getLeastSignificantBits();
        return Await.until(() -> directory.schema(rule, high, low), answer -> !(answer instanceof Pending));
    }

    private SubjectPresence settled(SubjectRule rule) {
        return Await.until(() -> directory.presence(rule), presence -> presence != SubjectPresence.PENDING);
    }

    private void passes(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void the_first_answer_is_pending_and_the_registry_is_asked_beside() {
        int id = registry.register("orders-value", LONG);

        assertThat(directory.presence(ORDERS)).isEqualTo(SubjectPresence.PENDING);
        assertThat(directory.schema(ORDERS, id)).isInstanceOf(Pending.class);
        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);
        assertThat(settled(ORDERS)).isEqualTo(SubjectPresence.PRESENT);
    }

    @Test
    void a_guid_means_what_its_id_means() {
        SchemaText text = SchemaText.avro("\"string\"");
        registry.register("orders-value", LONG);
        registry.register("payments-value", text);

        assertThat(settled(ORDERS, RegistryTwin.guid(LONG))).isInstanceOf(Known.class);
        assertThat(settled(ORDERS, RegistryTwin.guid(text)))
                .isEqualTo(new OtherSubject(ORDERS.ofTopic(), List.of(Subject.of("payments-value"))));
        assertThat(settled(ORDERS, new SchemaGuid(new UUID(1, 2)))).isInstanceOf(UnknownId.class);
    }

    @Test
    void a_known_schema_is_remembered_while_the_registry_is_away() {
        int id = registry.register("orders-value", LONG);
        settled(ORDERS, id);
        registry.reachable(false);
        passes(Duration.ofHours(5));

        assertThat(directory.schema(ORDERS, id)).isInstanceOf(Known.class);
        assertThat(directory.presence(ORDERS)).isEqualTo(SubjectPresence.PRESENT);
    }

    @Test
    void an_unknown_id_is_believed_for_one_second_only() {
        assertThat(settled(ORDERS, 77)).isInstanceOf(UnknownId.class);
        registry.reachable(false);

        passes(Duration.ofMillis(1_000));
        assertThat(directory.schema(ORDERS, 77)).isInstanceOf(UnknownId.class);
        passes(Duration.ofNanos(1));
        assertThat(directory.schema(ORDERS, 77)).isInstanceOf(Pending.class);
    }

    @Test
    void a_negative_id_is_unknown_without_asking() {
        assertThat(directory.schema(ORDERS, -5)).isInstanceOf(UnknownId.class);
        assertThat(registry.questions()).isZero();
    }

    @Test
    void an_id_that_is_registered_later_is_known_after_a_second_at_most() {
        assertThat(settled(ORDERS, 1)).isInstanceOf(UnknownId.class);
        assertThat(registry.register("orders-value", LONG)).isEqualTo(1);
        passes(Duration.ofMillis(1_001));

        assertThat(settled(ORDERS, 1)).isInstanceOf(Known.class);
    }

    @Test
    void an_answer_in_use_is_renewed_before_it_expires() {
        assertThat(settled(ORDERS, 1)).isInstanceOf(UnknownId.class);
        registry.register("orders-value", LONG);
        passes(Duration.ofMillis(500));

        assertThat(directory.schema(ORDERS, 1)).isInstanceOf(UnknownId.class);
        Await.until(() -> directory.schema(ORDERS, 1), Known.class::isInstance);
    }

    @Test
    void an_id_of_another_subject_says_whose_it_is_and_may_join_later() {
        int id = registry.register("payments-value", LONG);
        assertThat(settled(ORDERS, id))
                .isEqualTo(new OtherSubject(ORDERS.ofTopic(), List.of(Subject.of("payments-value"))));

        registry.register("orders-value", LONG);
        passes(Duration.ofMillis(1_001));

        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);
    }

    @Test
    void an_absent_subject_is_believed_for_one_second_and_a_known_id_proves_it_present() {
        assertThat(settled(ORDERS)).isEqualTo(SubjectPresence.ABSENT);
        int id = registry.register("orders-value", LONG);

        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);

        assertThat(directory.presence(ORDERS)).isEqualTo(SubjectPresence.PRESENT);
    }

    @Test
    void an_absent_subject_that_somebody_asks_for_is_kept_fresh() {
        assertThat(settled(ORDERS)).isEqualTo(SubjectPresence.ABSENT);
        registry.register("orders-value", LONG);

        // the clock of the answers stands still, so only the renewal beside can bring the news
        Await.until(() -> directory.presence(ORDERS), SubjectPresence.PRESENT::equals);
    }

    @Test
    void a_deleted_subject_is_noticed_and_its_schemas_are_forgotten() {
        int id = registry.register("orders-value", LONG);
        settled(ORDERS, id);
        registry.delete("orders-value");
        passes(Duration.ofSeconds(60));

        Await.until(() -> directory.presence(ORDERS), SubjectPresence.ABSENT::equals);

        Await.until(() -> directory.schema(ORDERS, id), new OtherSubject(ORDERS.ofTopic(), List.of())::equals);
    }

    @Test
    void a_schema_is_read_with_its_references() {
        registry.register(
                "currency", SchemaText.avro("{\"type\":\"enum\",\"name\":\"Currency\",\"symbols\":[\"EUR\"]}"));
        registry.register(
                "money",
                SchemaText.avro(
                        "{\"type\":\"record\",\"name\":\"Money\",\"fields\":[{\"name\":\"c\",\"type\":\"Currency\"}]}",
                        List.of(new SchemaReference("Currency", "currency", 1))));
        int id = registry.register(
                "orders-value",
                SchemaText.avro(
                        "{\"type\":\"array\",\"items\":\"Money\"}", List.of(new SchemaReference("Money", "money", 1))));

        assertThat(settled(ORDERS, id)).isInstanceOfSatisfying(Known.class, known -> {
            assertThat(known.check().accepts(new byte[] {2, 0, 0}, 0, 3)).isTrue();
            assertThat(known.check().accepts(new byte[] {2, 4, 0}, 0, 3)).isFalse();
        });
    }

    @Test
    void a_schema_that_cannot_be_read_is_unusable_until_it_can() {
        int id = registry.register(
                "orders-value",
                SchemaText.avro(
                        "{\"type\":\"array\",\"items\":\"Money\"}", List.of(new SchemaReference("Money", "money", 1))));

        assertThat(settled(ORDERS, id))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable ->
                                assertThat(unusable.reason()).contains("Money").contains("cannot be read"));
        registry.register("money", SchemaText.avro("{\"type\":\"enum\",\"name\":\"Money\",\"symbols\":[\"EUR\"]}"));
        passes(Duration.ofMillis(1_001));
        assertThat(settled(ORDERS, id)).isInstanceOf(Known.class);
    }

    @Test
    void while_the_registry_is_away_what_was_never_asked_stays_pending() {
        registry.reachable(false);

        directory.presence(ORDERS);
        Await.until(registry::questions, asked -> asked > 0);

        assertThat(directory.presence(ORDERS)).isEqualTo(SubjectPresence.PENDING);
        assertThat(directory.schema(ORDERS, 1)).isInstanceOf(Pending.class);
        registry.reachable(true);
        passes(Duration.ofSeconds(10));
        assertThat(settled(ORDERS, 1)).isInstanceOf(UnknownId.class);
    }

    @Test
    void while_the_registry_is_away_an_absent_subject_stays_absent() {
        assertThat(settled(ORDERS)).isEqualTo(SubjectPresence.ABSENT);
        registry.reachable(false);
        passes(Duration.ofMillis(1_001));

        Await.until(() -> directory.presence(ORDERS), SubjectPresence.ABSENT::equals);
        passes(Duration.ofHours(1));
        assertThat(directory.presence(ORDERS)).isEqualTo(SubjectPresence.ABSENT);

        registry.register("orders-value", LONG);
        registry.reachable(true);
        passes(Duration.ofSeconds(10));
        Await.until(() -> directory.presence(ORDERS), SubjectPresence.PRESENT::equals);
    }
}
