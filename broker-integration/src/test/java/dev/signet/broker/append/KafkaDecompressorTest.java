package dev.signet.broker.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.Batches;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.DirectoryTwin;
import dev.signet.broker.EvenBytes;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.schema.Subject;
import java.util.Arrays;
import java.util.Collections;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaDecompressorTest {

    private static final byte[] GOOD = Batches.framed(7, new byte[300]);
    private static final byte[] BAD = Batches.framed(7, (byte) 1);

    private final DirectoryTwin directory = new DirectoryTwin()
            .subject("t-value", SubjectPresence.PRESENT)
            .schema(7, new Known(Subject.of("t-value"), new EvenBytes(), false));

    private BatchVerdict verdict(byte[] batch, int limit) {
        return new BatchValidator(directory, new KafkaDecompressor(limit))
                .validate(TopicPolicy.standard("t"), batch, 0, batch.length, new BatchCounts());
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void every_codec_is_read(CompressionType codec) {
        byte[] good = Batches.of(codec, Collections.nCopies(2_000, GOOD));
        byte[] bad = Batches.of(codec, GOOD, GOOD, BAD, Batches.TOMBSTONE);

        assertThat(verdict(good, 1 << 20)).isEqualTo(Accepted.ACCEPTED);
        assertThat(verdict(bad, 1 << 20))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::index)
                                .containsExactly(2));
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void what_expands_beyond_the_limit_is_refused(CompressionType codec) {
        byte[] bomb = Batches.of(codec, Collections.nCopies(100, Batches.framed(7, new byte[10_000])));

        assertThat(verdict(bomb, 900_000))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::reason)
                                .singleElement()
                                .asString()
                                .contains("expands to more than the 900000 bytes"));
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void damaged_data_is_refused_and_never_accepted_short(CompressionType codec) {
        byte[] batch = Batches.of(codec, Collections.nCopies(50, GOOD));

        for (int at = 61; at < batch.length; at++) {
            byte[] cut = Arrays.copyOf(batch, at);
            java.nio.ByteBuffer.wrap(cut).putInt(8, at - 12);
            assertThat(verdict(cut, 1 << 20)).as("cut at %d", at).isInstanceOf(Refused.class);
        }
    }

    @Test
    void an_lz4_block_that_ends_before_its_checksum_is_broken() {
        KafkaDecompressor decompressor = new KafkaDecompressor(1 << 20);

        // one of the header's checksums is right, so that the block is read
        for (int checksum = 0; checksum < 256; checksum++) {
            byte[] frame = {4, 34, 77, 24, 0x70, 0x40, (byte) checksum, 3, 0, 0, (byte) 0x80, 1, 2, 3};

            assertThat(decompressor.expand(3, frame, 0, frame.length))
                    .isInstanceOfSatisfying(
                            Expansion.Broken.class,
                            broken -> assertThat(broken.reason()).isNotEqualTo("null"));
        }
    }

    @Test
    void a_batch_for_which_there_is_no_room_now_is_sent_back_and_gets_in_when_there_is() {
        ExpansionBudget budget = new ExpansionBudget(ExpansionBudget.mostOfOne(20_000_000));
        long whole = budget.free();
        KafkaDecompressor decompressor = new KafkaDecompressor(20_000_000, budget);
        BatchValidator validator = new BatchValidator(directory, decompressor);
        byte[] large = Batches.of(CompressionType.ZSTD, Collections.nCopies(40_000, GOOD));
        byte[] small = Batches.of(CompressionType.ZSTD, GOOD, GOOD);

        // as if other threads held it
        assertThat(budget.take(whole)).isTrue();
        assertThat(validator.validate(TopicPolicy.standard("t"), large, 0, large.length, new BatchCounts()))
                .isEqualTo(
                        new Undecided("there is no room to expand its zstd data beside what other requests hold now"));
        assertThat(validator.validate(TopicPolicy.standard("t"), small, 0, small.length, new BatchCounts()))
                .isEqualTo(Accepted.ACCEPTED);

        budget.give(whole);
        assertThat(validator.validate(TopicPolicy.standard("t"), large, 0, large.length, new BatchCounts()))
                .isEqualTo(Accepted.ACCEPTED);
        assertThat(budget.free()).isEqualTo(whole);
    }

    @Test
    void what_a_thread_does_not_say_it_is_done_with_it_gives_back_with_its_next_batch() {
        ExpansionBudget budget = new ExpansionBudget(100_000_000);
        KafkaDecompressor decompressor = new KafkaDecompressor(20_000_000, budget);
        byte[] large = Batches.of(CompressionType.ZSTD, Collections.nCopies(40_000, GOOD));

        for (int round = 0; round < 10; round++) {
            assertThat(decompressor.expand(4, large, 61, large.length)).isInstanceOf(Expansion.Records.class);
        }

        assertThat(budget.free()).isBetween(50_000_000L, 90_000_000L);
        decompressor.done();
        assertThat(budget.free()).isEqualTo(100_000_000);
    }

    @Test
    void bytes_outside_the_range_are_not_touched() {
        byte[] batch = Batches.of(CompressionType.ZSTD, GOOD);

        Expansion expansion = new KafkaDecompressor(1 << 20).expand(4, batch, 61, batch.length);

        assertThat(expansion).isInstanceOf(Expansion.Records.class);
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_record_larger_than_kafka_allows_is_noticed_by_its_first_bytes(CompressionType codec) {
        byte[] large = Batches.framed(7, new byte[20_000_000]);
        byte[] bomb = Batches.of(codec, GOOD, GOOD, large, GOOD);
        KafkaDecompressor decompressor = new KafkaDecompressor(15_000_000);

        Expansion within = decompressor.expand(codec.id, bomb, 61, bomb.length, 21_000_000);
        Expansion beyond = decompressor.expand(codec.id, bomb, 61, bomb.length, 10_000_000);

        assertThat(within).isEqualTo(new Expansion.TooLarge(15_000_000));
        assertThat(beyond)
                .isInstanceOfSatisfying(
                        Expansion.Broken.class,
                        broken -> assertThat(broken.reason())
                                .matches("record 2 has 200000\\d\\d bytes, more than the 10000000 that"
                                        + " max.decompressed.message.bytes allows"));
    }

    @Test
    void the_last_record_may_be_as_large_as_is_allowed_and_not_larger() {
        byte[] batch = Batches.of(CompressionType.GZIP, GOOD);
        int size = 1 + 1 + 1 + 1 + 2 + GOOD.length + 1;
        KafkaDecompressor decompressor = new KafkaDecompressor(1 << 20);

        assertThat(decompressor.expand(1, batch, 61, batch.length, size)).isInstanceOf(Expansion.Records.class);
        assertThat(decompressor.expand(1, batch, 61, batch.length, size - 1)).isInstanceOf(Expansion.Broken.class);
    }
}
