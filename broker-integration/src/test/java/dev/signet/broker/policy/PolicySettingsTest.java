package dev.signet.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.Context;
import dev.signet.schema.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicySettingsTest {

    private static PolicySettings read(Map<String, String> topic) {
        return read(topic, Map.of());
    }

    private static PolicySettings read(Map<String, String> topic, Map<String, String> brokerWide) {
        return PolicySettings.of("orders", topic, PolicyDefaults.of(brokerWide));
    }

    private static Validation values(Map<String, String> topic, Map<String, String> brokerWide) {
        return read(topic, brokerWide).policy().value().validation();
    }

    @Test
    void where_nothing_is_set_values_are_checked_once_their_subject_exists() {
        PolicySettings settings = read(Map.of("retention.ms", "1000"));

        TopicPolicy policy = settings.policy();
        assertThat(policy.topic()).isEqualTo("orders");
        assertThat(policy.value().validation()).isEqualTo(Validation.AUTO);
        assertThat(policy.value().nullsAccepted()).isTrue();
        assertThat(policy.value().rule().naming()).isEqualTo(SubjectNaming.ASSOCIATED);
        assertThat(policy.value().rule().fallback()).contains(SubjectNaming.TOPIC);
        assertThat(policy.value().rule().ofTopic()).isEqualTo(Subject.of("orders-value"));
        assertThat(policy.key().validation()).isEqualTo(Validation.OFF);
        assertThat(policy.key().rule().ofTopic()).isEqualTo(Subject.of("orders-key"));
        assertThat(policy.mode()).isEqualTo(ValidationMode.ENFORCE);
        assertThat(policy.handling()).isEqualTo(Handling.STANDARD);
        assertThat(settings.refusals()).isEqualTo(new Refusals(false));
        assertThat(values(policy)).isEqualTo(values(TopicPolicy.standard("orders")));
    }

    private static SubjectRule values(TopicPolicy policy) {
        return policy.value().rule();
    }

    @Test
    void everything_can_be_set() {
        PolicySettings settings = read(Map.ofEntries(
                Map.entry("signet.value.validation", "id"),
                Map.entry("signet.key.validation", "full"),
                Map.entry("signet.value.subject.name.strategy", "topic-record"),
                Map.entry("signet.key.subject.name.strategy", "associated"),
                Map.entry("signet.subject.name.strategy.fallback", "none"),
                Map.entry("signet.value.nulls", "reject"),
                Map.entry("signet.key.nulls", "reject"),
                Map.entry("signet.validation.mode", "monitor"),
                Map.entry("signet.registry.context", "lab"),
                Map.entry("signet.validation.unresolved", "refuse"),
                Map.entry("signet.validation.unresolved.patience.ms", "250"),
                Map.entry("signet.validation.deleted", "reject"),
                Map.entry("signet.validation.strict", "false"),
                Map.entry("signet.refusals.record.bytes", "true")));

        Context lab = new Context(".lab");
        assertThat(settings.policy().value().validation()).isEqualTo(Validation.ID);
        assertThat(settings.policy().value().rule())
                .isEqualTo(new SubjectRule(lab, "orders", Side.VALUE, SubjectNaming.TOPIC_RECORD, Optional.empty()));
        assertThat(settings.policy().value().nullsAccepted()).isFalse();
        assertThat(settings.policy().key().validation()).isEqualTo(Validation.FULL);
        assertThat(settings.policy().key().rule())
                .isEqualTo(new SubjectRule(lab, "orders", Side.KEY, SubjectNaming.ASSOCIATED, Optional.empty()));
        assertThat(settings.policy().key().nullsAccepted()).isFalse();
        assertThat(settings.policy().mode()).isEqualTo(ValidationMode.MONITOR);
        assertThat(settings.policy().handling())
                .isEqualTo(new Handling(false, DeletedVersions.REJECT, Unresolved.REFUSE, Duration.ofMillis(250)));
        assertThat(settings.refusals()).isEqualTo(new Refusals(true));
    }

    @Test
    void the_names_of_the_other_vendor_mean_the_same() {
        PolicySettings settings = read(Map.of(
                "confluent.value.schema.validation", "true",
                "confluent.key.schema.validation", "TRUE",
                "confluent.value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy",
                "confluent.key.subject.name.strategy", "TopicNameStrategy"));

        assertThat(settings.policy().value().validation()).isEqualTo(Validation.ID);
        assertThat(settings.policy().key().validation()).isEqualTo(Validation.ID);
        assertThat(settings.policy().value().rule().naming()).isEqualTo(SubjectNaming.RECORD);
        assertThat(settings.policy().key().rule().naming()).isEqualTo(SubjectNaming.TOPIC);
        assertThat(values(Map.of("confluent.value.schema.validation", "false"), Map.of()))
                .isEqualTo(Validation.OFF);
    }

    @Test
    void an_own_name_wins_over_the_other_vendors_and_both_over_what_is_set_broker_wide() {
        Map<String, String> own = Map.of("signet.value.validation", "full");
        Map<String, String> other = Map.of("confluent.value.schema.validation", "true");
        Map<String, String> both =
                Map.of("signet.value.validation", "full", "confluent.value.schema.validation", "false");
        Map<String, String> off = Map.of("signet.value.validation", "off");

        assertThat(values(both, off)).isEqualTo(Validation.FULL);
        assertThat(values(other, off)).isEqualTo(Validation.ID);
        assertThat(values(Map.of(), off)).isEqualTo(Validation.OFF);
        assertThat(values(Map.of(), both)).isEqualTo(Validation.FULL);
        assertThat(values(off, own)).isEqualTo(Validation.OFF);
    }

    @Test
    void a_strategy_set_broker_wide_gives_way_to_the_other_vendors_name_on_the_topic() {
        PolicySettings settings = read(
                Map.of("confluent.value.subject.name.strategy", "RecordNameStrategy"),
                Map.of("signet.value.subject.name.strategy", "topic", "signet.validation.mode", "monitor"));

        assertThat(settings.policy().value().rule().naming()).isEqualTo(SubjectNaming.RECORD);
        assertThat(settings.policy().mode()).isEqualTo(ValidationMode.MONITOR);
    }

    @Test
    void internal_topics_are_left_alone_unless_they_say_otherwise_themselves() {
        PolicyDefaults full =
                PolicyDefaults.of(Map.of("signet.value.validation", "full", "signet.key.validation", "full"));

        assertThat(PolicySettings.of("__consumer_offsets", Map.of(), full)
                        .policy()
                        .isOff())
                .isTrue();
        assertThat(PolicySettings.of("__mine", Map.of("confluent.value.schema.validation", "true"), full)
                        .policy()
                        .value()
                        .validation())
                .isEqualTo(Validation.ID);
        assertThat(PolicySettings.of("_mine", Map.of(), full).policy().isOff()).isFalse();
    }

    @Test
    void a_value_that_cannot_be_is_named_with_its_key() {
        assertThatThrownBy(() -> read(Map.of("signet.value.validation", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signet.value.validation is 'yes', expected off, auto, id or full");
    }

    @Test
    void all_problems_of_what_is_set_broker_wide_are_told_at_once() {
        Map<String, String> wrong = Map.of(
                "signet.registry.url", "http://127.0.0.1:8081",
                "signet.key.validation", "on",
                "signet.validation.mode", "log");

        assertThatThrownBy(() -> PolicyDefaults.of(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signet.key.validation is 'on', expected off, auto, id or full; "
                        + "signet.validation.mode is 'log', expected enforce or monitor");
    }

    @Test
    void the_environment_says_what_holds_broker_wide_where_the_settings_do_not() {
        Map<String, String> environment =
                Map.of("SIGNET_VALUE_VALIDATION", "full", "SIGNET_KEY_VALIDATION", "full", "SIGNET_PORT", "8081");

        PolicyDefaults defaults = PolicyDefaults.of(Map.of("signet.key.validation", "id"), environment);

        TopicPolicy policy = PolicySettings.of("orders", Map.of(), defaults).policy();
        assertThat(policy.value().validation()).isEqualTo(Validation.FULL);
        assertThat(policy.key().validation()).isEqualTo(Validation.ID);
    }
}
