package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.broker.BadAppend;
import dev.signet.broker.Batches;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.EvenBytes;
import dev.signet.broker.FoundRecord;
import dev.signet.broker.RefusalListener;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.ValidationListener;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.schema.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.storage.internals.log.RecordValidationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who listens to a guard. */
class AudienceTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 4);
    private static final AbstractConfig ASKING = config(Map.of("signet.refusals.record.bytes", "true"));
    private static final byte[] GOOD = Batches.framed(7, (byte) 2);
    private static final byte[] BAD = Batches.framed(7, (byte) 3);

    private final List<BadAppend> shown = new ArrayList<>();
    private final List<FoundRecord> records = new ArrayList<>();

    @BeforeAll
    static void weave() {
        AppendWeaver.weave();
    }

    private static AbstractConfig config(Map<String, String> settings) {
        return new AbstractConfig(new ConfigDef(), settings);
    }

    private AppendGuard guard(ValidationListener counted, RefusalListener refused) {
        DirectoryTwin directory = new DirectoryTwin()
                .subject("t-value", SubjectPresence.PRESENT)
                .schema(7, new Known(Subject.of("t-value"), new EvenBytes(), false));
        return new AppendGuard(directory, PolicyDefaults.NONE, counted, refused);
    }

    private void remember(BadAppend append) {
        shown.add(append);
        records.addAll(append.records().at(Set.of(1)));
    }

    @Test
    void refused_records_can_be_taken_out_of_a_compressed_append() {
        AppendGuard guard = guard(ValidationListener.NONE, this::remember);

        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(
                        PARTITION, ASKING, ByteBuffer.wrap(Batches.of(CompressionType.LZ4, GOOD, BAD, GOOD))));

        assertThat(shown).singleElement().satisfies(append -> {
            assertThat(append.topic()).isEqualTo("t");
            assertThat(append.partition()).isEqualTo(4);
            assertThat(append.monitored()).isFalse();
            assertThat(append.wanted().recordBytes()).isTrue();
            assertThat(append.found())
                    .singleElement()
                    .satisfies(found -> assertThat(found.index()).isEqualTo(1));
        });
        assertThat(records)
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(BAD));
    }

    @Test
    void what_is_only_monitored_is_shown_as_such_and_enters() {
        AppendGuard guard = guard(ValidationListener.NONE, this::remember);
        AbstractConfig monitored = config(Map.of("signet.validation.mode", "monitor"));

        assertThatCode(() -> guard.check(PARTITION, monitored, ByteBuffer.wrap(Batches.plain(GOOD, BAD))))
                .doesNotThrowAnyException();

        assertThat(shown)
                .singleElement()
                .satisfies(append -> assertThat(append.monitored()).isTrue());
    }

    @Test
    void nobody_is_shown_a_good_append() {
        guard(ValidationListener.NONE, this::remember).check(PARTITION, ASKING, ByteBuffer.wrap(Batches.plain(GOOD)));

        assertThat(shown).isEmpty();
    }

    @Test
    void who_fails_to_listen_changes_no_verdict() {
        AppendGuard guard = guard(
                (policy, partition, verdict, counts, nanos) -> {
                    throw new IllegalStateException("counting failed");
                },
                append -> {
                    throw new StackOverflowError();
                });

        assertThatCode(() -> guard.check(PARTITION, ASKING, ByteBuffer.wrap(Batches.plain(GOOD))))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(RecordValidationException.class)
                .isThrownBy(() -> guard.check(PARTITION, ASKING, ByteBuffer.wrap(Batches.plain(BAD))));
    }
}
