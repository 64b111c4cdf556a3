package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.signet.broker.Batches;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaDirectory;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.Context;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.storage.internals.log.RecordValidationException;
import org.junit.jupiter.api.Test;

/** What the guard makes of the configuration of a log. */
class AppendGuardPolicyTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final byte[] FRAMED = Batches.plain(Batches.framed(7, (byte) 2));

    /** Knows every subject and no schema, and remembers by which rules it was asked. */
    private static final class Asked implements SchemaDirectory {
        private final Set<SubjectRule> rules = new HashSet<>();

        @Override
        public SubjectPresence presence(SubjectRule rule) {
            rules.add(rule);
            return SubjectPresence.PRESENT;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, int id) {
            rules.add(rule);
            return new UnknownId();
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
            return schema(rule, 0);
        }

        @Override
        public long awayNanos() {
            return 0;
        }
    }

    private static AbstractConfig config(Map<String, String> settings) {
        return new AbstractConfig(new ConfigDef(), settings);
    }

    @Test
    void the_directory_is_asked_by_the_rule_that_the_topic_is_configured_with() {
        Asked directory = new Asked();
        AppendGuard guard = new AppendGuard(
                directory, PolicyDefaults.of(Map.of("signet.value.subject.name.strategy", "topic-record")));

        refuses(guard, Map.of("signet.registry.context", ".lab"));
        refuses(guard, Map.of("confluent.value.subject.name.strategy", "RecordNameStrategy"));

        assertThat(directory.rules)
                .containsExactlyInAnyOrder(
                        new SubjectRule(
                                new Context(".lab"), "t", Side.VALUE, SubjectNaming.TOPIC_RECORD, Optional.empty()),
                        new SubjectRule(Context.DEFAULT, "t", Side.VALUE, SubjectNaming.RECORD, Optional.empty()));
    }

    private static void refuses(AppendGuard guard, Map<String, String> settings) {
        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(PARTITION, config(settings), ByteBuffer.wrap(FRAMED)));
    }

    @Test
    void the_directory_is_not_asked_for_a_topic_that_is_switched_off() {
        Asked directory = new Asked();

        new AppendGuard(directory)
                .check(PARTITION, config(Map.of("signet.value.validation", "off")), ByteBuffer.wrap(FRAMED));

        assertThat(directory.rules).isEmpty();
    }

    @Test
    void a_topic_that_is_monitored_by_now_does_not_wait_for_what_was_sent_back_before() {
        AppendGuard guard = new AppendGuard(new DirectoryTwin().schema(7, new SchemaAnswer.Pending()));
        Map<String, String> full = Map.of("signet.value.validation", "full");
        Map<String, String> monitored = Map.of("signet.value.validation", "full", "signet.validation.mode", "monitor");

        assertThatExceptionOfType(NotEnoughReplicasException.class)
                .isThrownBy(() -> guard.check(PARTITION, config(full), numbered(5)));
        assertThatExceptionOfType(NotEnoughReplicasException.class)
                .isThrownBy(() -> guard.check(PARTITION, config(full), numbered(6)))
                .withMessageContaining("an earlier batch of its producer waits");
        assertThatNoException().isThrownBy(() -> guard.check(PARTITION, config(monitored), numbered(6)));
    }

    private static ByteBuffer numbered(int sequence) {
        return ByteBuffer.wrap(FRAMED.clone())
                .putLong(43, 77)
                .putShort(51, (short) 0)
                .putInt(53, sequence);
    }

    @Test
    void settings_that_cannot_be_read_are_retriable_and_never_an_accept() {
        AppendGuard guard = new AppendGuard(new DirectoryTwin());
        AbstractConfig broken = config(Map.of("signet.value.validation", "maybe"));

        assertThatExceptionOfType(NotEnoughReplicasException.class)
                .isThrownBy(() -> guard.check(PARTITION, broken, ByteBuffer.wrap(FRAMED)))
                .withMessageContaining("its settings cannot be read inside the broker");
    }
}
