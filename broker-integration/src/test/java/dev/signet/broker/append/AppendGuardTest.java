package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.Batches;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.EvenBytes;
import dev.signet.broker.PayloadCheck;
import dev.signet.broker.Policies;
import dev.signet.broker.RefusalListener;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaDirectory;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.ValidationListener;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Validation;
import dev.signet.broker.policy.ValidationMode;
import dev.signet.schema.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.storage.internals.log.RecordValidationException;
import org.junit.jupiter.api.Test;

class AppendGuardTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final AbstractConfig CONFIG = new AbstractConfig(new ConfigDef(), Map.of());
    private static final Subject SUBJECT = Subject.of("t-value");
    private static final byte[] FRAMED = Batches.plain(Batches.framed(7, (byte) 1));

    /** Has a bug. */
    private static final class Faulty implements PayloadCheck {
        @Override
        public boolean accepts(byte[] bytes, int from, int to) {
            throw new IndexOutOfBoundsException("a bug");
        }

        @Override
        public Optional<Fault> fault(byte[] bytes, int from, int to) {
            return Optional.empty();
        }

        @Override
        public PayloadCheck lenient() {
            return this;
        }
    }

    /** Knows whether subjects exist and fails over ids. */
    private record FailingOverIds(SubjectPresence said) implements SchemaDirectory {
        @Override
        public SubjectPresence presence(SubjectRule rule) {
            return said;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, int id) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public long awayNanos() {
            return 0;
        }
    }

    @Test
    void a_fault_on_a_governed_topic_is_retriable_and_never_an_accept() {
        AppendGuard guard = new AppendGuard(new DirectoryTwin()
                .subject("t-value", SubjectPresence.PRESENT)
                .schema(7, new Known(SUBJECT, new Faulty(), false)));

        assertThatExceptionOfType(NotEnoughReplicasException.class)
                .isThrownBy(() -> guard.check(PARTITION, CONFIG, ByteBuffer.wrap(FRAMED)))
                .withMessageContaining("validation failed inside the broker");
    }

    @Test
    void a_fault_does_not_reach_a_topic_that_nobody_governs() {
        AppendGuard guard = new AppendGuard(new FailingOverIds(SubjectPresence.ABSENT));

        assertThatCode(() -> guard.check(PARTITION, CONFIG, ByteBuffer.wrap(FRAMED)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_direct_buffer_is_checked_too_and_left_as_it_was() {
        AppendGuard guard = new AppendGuard(new DirectoryTwin()
                .subject("t-value", SubjectPresence.PRESENT)
                .schema(7, new Known(SUBJECT, new EvenBytes(), false)));
        ByteBuffer direct = ByteBuffer.allocateDirect(FRAMED.length + 10).position(10);
        direct.put(FRAMED).position(10);

        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(PARTITION, CONFIG, direct));
        assertThat(direct.position()).isEqualTo(10);
    }

    @Test
    void the_cap_is_said() {
        AppendGuard guard = new AppendGuard(new DirectoryTwin()
                .subject("t-value", SubjectPresence.PRESENT)
                .schema(7, new Known(SUBJECT, new EvenBytes(), false)));
        byte[] batch = Batches.of(CompressionType.ZSTD, Collections.nCopies(300, Batches.framed(7, (byte) 1)));

        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(PARTITION, CONFIG, ByteBuffer.wrap(batch)))
                .satisfies(refusal -> {
                    assertThat(refusal.recordErrors()).hasSize(100);
                    assertThat(refusal.recordErrors().get(99).message)
                            .endsWith("(more records of this batch are refused than the 100 that are named)");
                    assertThat(refusal.invalidException())
                            .hasMessageStartingWith("topic 't' is validated: more than 100 records are refused, "
                                    + "the first 100 are named; record 0: ");
                });
    }

    /** Writes down what it is told. */
    private static final class Told implements ValidationListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void looked(TopicPolicy policy, int partition, BatchVerdict verdict, BatchCounts counts, long nanos) {
            lines.add(policy.topic() + "-" + partition + " "
                    + verdict.getClass().getSimpleName() + " of " + counts.records() + ": "
                    + counts.faults(Cause.PAYLOAD) + " bad payloads, " + (nanos > 0));
        }
    }

    @Test
    void a_listener_is_told_once_of_each_append() {
        Told told = new Told();
        DirectoryTwin directory = new DirectoryTwin()
                .subject("t-value", SubjectPresence.PRESENT)
                .schema(7, new Known(SUBJECT, new EvenBytes(), false))
                .schema(9, new Pending());
        AppendGuard guard = new AppendGuard(directory, PolicyDefaults.NONE, told, RefusalListener.NONE);
        byte[] good = Batches.framed(7, (byte) 2);

        guard.check(PARTITION, CONFIG, ByteBuffer.wrap(Batches.plain(good, good)));
        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(PARTITION, CONFIG, ByteBuffer.wrap(FRAMED)));
        assertThatExceptionOfType(NotEnoughReplicasException.class)
                .isThrownBy(() -> guard.check(PARTITION, CONFIG, ByteBuffer.wrap(Batches.plain(Batches.framed(9)))));
        guard.check(new TopicPartition("__internal", 0), CONFIG, ByteBuffer.wrap(FRAMED));

        assertThat(told.lines)
                .containsExactly(
                        "t-0 Accepted of 2: 0 bad payloads, true",
                        "t-0 Refused of 1: 1 bad payloads, true",
                        "t-0 Undecided of 1: 0 bad payloads, true");
    }

    @Test
    void a_listener_that_fails_decides_nothing() {
        AppendGuard guard = new AppendGuard(
                new DirectoryTwin().schema(7, new Known(SUBJECT, new EvenBytes(), false)),
                PolicyDefaults.NONE,
                (policy, partition, verdict, counts, nanos) -> {
                    throw new IllegalStateException("a bug");
                },
                RefusalListener.NONE);

        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(Policies.of("t").build(), PARTITION, ByteBuffer.wrap(FRAMED)));
    }

    @Test
    void what_is_only_monitored_enters() {
        TopicPolicy monitored = Policies.of("t").mode(ValidationMode.MONITOR).build();
        AppendGuard guard = new AppendGuard(new DirectoryTwin().schema(7, new Known(SUBJECT, new EvenBytes(), false)));
        AppendGuard failing = new AppendGuard(new FailingOverIds(SubjectPresence.PRESENT));

        assertThatCode(() -> guard.check(monitored, PARTITION, ByteBuffer.wrap(FRAMED)))
                .doesNotThrowAnyException();
        assertThatCode(() -> failing.check(monitored, PARTITION, ByteBuffer.wrap(FRAMED)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_record_that_is_refused_for_its_key_and_its_value_is_named_once() {
        AppendGuard guard = new AppendGuard(new DirectoryTwin().schema(7, new Known(SUBJECT, new EvenBytes(), false)));
        byte[] bad = Batches.framed(7, (byte) 1);

        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(
                        Policies.of("t").key(Validation.FULL).build(),
                        PARTITION,
                        ByteBuffer.wrap(Batches.entries(Batches.entry(bad, bad)))))
                .satisfies(refusal -> {
                    assertThat(refusal.recordErrors()).hasSize(1);
                    assertThat(refusal.recordErrors().get(0).message)
                            .contains("record 0: the key's payload")
                            .contains("; record 0: the value's payload");
                });
    }
}
