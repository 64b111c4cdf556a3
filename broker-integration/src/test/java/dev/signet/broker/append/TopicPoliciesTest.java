package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicySettings;
import dev.signet.broker.policy.Validation;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicPoliciesTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final TopicPolicies policies =
            new TopicPolicies(PolicyDefaults.of(Map.of("signet.key.validation", "full")));

    @BeforeAll
    static void define() {
        TopicConfigs.define();
    }

    private static LogConfig config(String... values) {
        Map<String, String> settings = new HashMap<>();
        for (int n = 0; n < values.length; n += 2) {
            settings.put(values[n], values[n + 1]);
        }
        return new LogConfig(settings);
    }

    @Test
    void what_a_log_is_configured_with_holds_and_else_what_is_set_broker_wide() {
        PolicySettings settings = policies.of(PARTITION, config("signet.value.validation", "id"));

        assertThat(settings.policy().value().validation()).isEqualTo(Validation.ID);
        assertThat(settings.policy().key().validation()).isEqualTo(Validation.FULL);
    }

    @Test
    void values_of_every_form_are_read_from_kafkas_own_configuration() {
        PolicySettings settings = policies.of(
                PARTITION,
                config(
                        "signet.validation.strict", "false",
                        "signet.validation.unresolved.patience.ms", "7",
                        "confluent.value.schema.validation", "true"));

        assertThat(settings.policy().handling().strict()).isFalse();
        assertThat(settings.policy().handling().patience()).hasMillis(7);
        assertThat(settings.policy().value().validation()).isEqualTo(Validation.ID);
    }

    @Test
    void the_size_that_kafka_allows_a_record_is_kept_to_where_kafka_has_one() {
        ConfigDef later = new ConfigDef()
                .define("max.decompressed.message.bytes", Type.INT, Integer.MAX_VALUE - 8, Importance.MEDIUM, "");

        AbstractConfig set = new AbstractConfig(later, Map.of("max.decompressed.message.bytes", "1000"), false);

        assertThat(policies.of(PARTITION, set).policy().handling().mostRecordBytes())
                .isEqualTo(1_000);
        assertThat(policies.of(PARTITION, new AbstractConfig(later, Map.of(), false))
                        .policy()
                        .handling()
                        .mostRecordBytes())
                .isEqualTo(Integer.MAX_VALUE - 8);
        assertThat(policies.of(PARTITION, config()).policy().handling().mostRecordBytes())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void a_configuration_is_read_once_and_again_when_it_is_replaced() {
        LogConfig first = config("signet.value.validation", "id");
        LogConfig second = config("signet.value.validation", "off");

        PolicySettings read = policies.of(PARTITION, first);

        assertThat(policies.of(PARTITION, first)).isSameAs(read);
        assertThat(policies.of(PARTITION, second).policy().value().validation()).isEqualTo(Validation.OFF);
        assertThat(policies.of(PARTITION, first)).isEqualTo(read);
    }

    @Test
    void partitions_that_are_gone_are_forgotten() {
        for (int n = 0; n < 50_000; n++) {
            policies.of(new TopicPartition("short-lived", n), config());
            if (n % 5_000 == 0) {
                System.gc();
            }
        }

        assertThat(policies.size()).isLessThan(40_000);
    }
}
