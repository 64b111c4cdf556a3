package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.broker.policy.PolicyKey;
import dev.signet.broker.policy.PolicyKeys;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

class TopicConfigsTest {

    /** As a release of Kafka would be that keeps its definition elsewhere. */
    private static final class Elsewhere {}

    /** As a release of Kafka would be that keeps something else there. */
    private static final class Otherwise {
        @SuppressWarnings("UnusedVariable") // found by its name
        private static final Object CONFIG = "something";
    }

    @Test
    void kafka_knows_the_settings_afterwards_however_often_it_is_told() {
        TopicConfigs.define();
        TopicConfigs.define();

        assertThat(LogConfig.configNames())
                .containsAll(PolicyKeys.all().stream().map(PolicyKey::name).toList());
        assertThat(LogConfig.configType("signet.value.validation")).contains(Type.STRING);
        assertThat(LogConfig.configType("confluent.value.schema.validation")).contains(Type.BOOLEAN);
        assertThat(LogConfig.configType("signet.validation.unresolved.patience.ms"))
                .contains(Type.LONG);
        assertThat(Objects.requireNonNull(LogConfig.configKeys().get("signet.key.nulls")).documentation)
                .contains("records without a key");
    }

    @Test
    void what_a_setting_may_not_be_is_refused_by_kafka_in_our_words() {
        TopicConfigs.define();

        assertThatThrownBy(() -> LogConfig.validate(Map.of("signet.value.validation", "maybe")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value maybe for configuration signet.value.validation: "
                        + "expected off, auto, id or full");
        assertThatThrownBy(() -> LogConfig.validate(Map.of("signet.validation.unresolved.patience.ms", "-5")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value -5 for configuration signet.validation.unresolved.patience.ms: "
                        + "expected a number of milliseconds from 0 to 86400000");
    }

    @Test
    void a_kafka_that_keeps_no_such_definition_is_refused_in_one_sentence() {
        assertThatThrownBy(() -> TopicConfigs.definition(Elsewhere.class))
                .isInstanceOf(WeavingException.class)
                .hasMessage("Signet cannot add its settings to the topic configs of this Apache Kafka: the field "
                        + Elsewhere.class.getName() + ".CONFIG does not exist."
                        + " Use a release that Signet supports, or start the broker without Signet");
        assertThatThrownBy(() -> TopicConfigs.definition(Otherwise.class))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining(".CONFIG is no definition of configs.");
    }

    @Test
    void a_kafka_that_has_such_a_config_of_its_own_is_refused() {
        ConfigDef theirs = new ConfigDef()
                .define("confluent.value.schema.validation", Type.BOOLEAN, false, Importance.LOW, "Theirs.");

        assertThatThrownBy(() -> TopicConfigs.add(theirs))
                .isInstanceOf(WeavingException.class)
                .hasMessage("Signet cannot add the topic config confluent.value.schema.validation:"
                        + " this Apache Kafka has one of that name already. Start the broker without Signet");
    }
}
