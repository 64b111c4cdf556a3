package dev.signet.broker;

import static dev.signet.broker.Batches.framed;
import static dev.signet.broker.SubjectPresence.ABSENT;
import static dev.signet.broker.SubjectPresence.PENDING;
import static dev.signet.broker.SubjectPresence.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.Batches.Entry;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Validation;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;

class BatchValidatorTest {

    private static final TopicPolicy ORDERS =
            Policies.orders().value(Validation.AUTO).build();
    private static final Subject SUBJECT = Subject.of("orders-value");
    private static final byte[] GOOD = framed(7, (byte) 2, (byte) 4);
    private static final byte[] BAD = framed(7, (byte) 2, (byte) 5);

    private final DirectoryTwin directory = new DirectoryTwin()
            .subject("orders-value", PRESENT)
            .schema(7, new Known(SUBJECT, new EvenBytes(), false))
            .schema(8, new OtherSubject(SUBJECT, List.of(Subject.of("payments-value"))))
            .schema(9, new Pending())
            .schema(10, new Unusable(SUBJECT, "it is a picture", false));
    private final BatchValidator validator =
            new BatchValidator(directory, (codec, bytes, from, to) -> new Expansion.Broken("no codec here"));

    private final BatchCounts counts = new BatchCounts();

    private BatchVerdict verdict(byte[] batch) {
        return verdict(ORDERS, batch);
    }

    private BatchVerdict verdict(TopicPolicy policy, byte[] batch) {
        return validator.validate(policy, batch, 0, batch.length, counts);
    }

    private List<RefusedRecord> refused(byte[] batch) {
        BatchVerdict verdict = verdict(batch);
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).records();
    }

    @Test
    void a_batch_of_good_records_is_accepted() {
        assertThat(verdict(Batches.plain(GOOD, GOOD, GOOD))).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void a_tombstone_is_accepted() {
        assertThat(verdict(Batches.plain(GOOD, Batches.TOMBSTONE, GOOD))).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void a_bad_payload_is_named_with_record_id_subject_path_and_byte() {
        assertThat(refused(Batches.plain(GOOD, GOOD, GOOD, BAD, GOOD)))
                .containsExactly(new RefusedRecord(
                        3,
                        Optional.of(new Part(Side.VALUE, 7, OptionalInt.of(7))),
                        Cause.PAYLOAD,
                        "record 3: the value's payload does not decode by schema id 7 of subject 'orders-value': "
                                + "odd byte at /even, byte 1 of the payload. "
                                + "Write to topic 'orders' with the schema that the id names"));
    }

    @Test
    void every_bad_record_is_named() {
        assertThat(refused(Batches.plain(BAD, GOOD, BAD)))
                .extracting(RefusedRecord::index)
                .containsExactly(0, 2);
    }

    @Test
    void a_value_without_a_schema_id_is_refused() {
        List<RefusedRecord> records =
                refused(Batches.plain("{}".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[] {0, 0, 0, 7}));

        assertThat(records).extracting(RefusedRecord::cause).containsOnly(Cause.NOT_FRAMED);
        assertThat(records)
                .extracting(RefusedRecord::reason)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("record 0: the value begins with byte 0x7b and not with"),
                        text -> assertThat(text).startsWith("record 1: the value is empty and not with a schema id"),
                        text -> assertThat(text).startsWith("record 2: the value is only 4 bytes long and not with"));
    }

    @Test
    void an_unknown_id_is_refused_in_its_own_words() {
        assertThat(refused(Batches.plain(framed(99, (byte) 2))))
                .containsExactly(new RefusedRecord(
                        0,
                        Optional.of(new Part(Side.VALUE, 6, OptionalInt.of(99))),
                        Cause.UNKNOWN_ID,
                        "record 0: the value's schema id 99 is unknown to the registry; register the schema under "
                                + "subject 'orders-value' first, which topic 'orders' asks for"));
    }

    @Test
    void an_id_of_another_subject_is_refused_and_told_where_it_belongs() {
        assertThat(refused(Batches.plain(framed(8, (byte) 2))))
                .extracting(RefusedRecord::cause, RefusedRecord::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Cause.OTHER_SUBJECT,
                        "record 0: the value's schema id 8 is not registered under subject 'orders-value', which topic "
                                + "'orders' asks for; it belongs to 'payments-value'. Register the schema under subject "
                                + "'orders-value' or send the record to another topic"));
    }

    @Test
    void a_schema_that_checks_nothing_lets_nothing_pass() {
        assertThat(refused(Batches.plain(framed(10, (byte) 2))).get(0).reason())
                .isEqualTo("record 0: the value's schema id 10 of subject 'orders-value' cannot be used to check "
                        + "payloads of topic 'orders': it is a picture. Write it with another version, or have the topic "
                        + "check schema ids only");
    }

    @Test
    void an_id_that_is_being_looked_up_leaves_the_batch_undecided() {
        assertThat(verdict(Batches.plain(GOOD, framed(9, (byte) 2))))
                .isEqualTo(new Undecided("schema id 9 of the values of topic 'orders' is being looked up"));
    }

    @Test
    void a_refusal_is_final_whatever_is_still_being_looked_up() {
        assertThat(refused(Batches.plain(framed(9, (byte) 2), BAD)))
                .extracting(RefusedRecord::index)
                .containsExactly(1);
    }

    @Test
    void at_most_a_hundred_records_are_named() {
        byte[] full = Batches.of(CompressionType.NONE, Collections.nCopies(100, BAD));
        byte[] more = Batches.of(CompressionType.NONE, Collections.nCopies(101, BAD));

        assertThat(verdict(full)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.records()).hasSize(100);
            assertThat(refused.capped()).isFalse();
        });
        assertThat(verdict(more)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.records()).hasSize(100);
            assertThat(refused.capped()).isTrue();
        });
    }

    @Test
    void while_nobody_knows_the_subject_the_batch_is_undecided() {
        directory.subject("orders-value", PENDING);

        assertThat(verdict(Batches.plain(GOOD)))
                .isEqualTo(new Undecided("whether subject 'orders-value' exists is being looked up"));
    }

    @Test
    void a_topic_without_subject_takes_anything() {
        directory.subject("orders-value", ABSENT);

        assertThat(verdict(Batches.plain(
                        "junk".getBytes(StandardCharsets.UTF_8),
                        Batches.TOMBSTONE,
                        framed(99, (byte) 1),
                        framed(8, (byte) 1))))
                .isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void a_framed_record_of_a_topic_without_subject_waits_for_its_id() {
        directory.subject("orders-value", ABSENT);

        assertThat(verdict(Batches.plain("junk".getBytes(StandardCharsets.UTF_8), framed(9, (byte) 1))))
                .isInstanceOf(Undecided.class);
    }

    @Test
    void an_id_that_proves_the_subject_has_the_whole_batch_checked() {
        directory.subject("orders-value", ABSENT);

        assertThat(refused(Batches.plain("junk".getBytes(StandardCharsets.UTF_8), GOOD, BAD)))
                .extracting(RefusedRecord::index)
                .containsExactly(0, 2);
    }

    @Test
    void internal_topics_are_never_looked_at() {
        TopicPolicy internal = TopicPolicy.standard("__consumer_offsets");
        byte[] junk = {1, 2, 3};

        assertThat(verdict(internal, junk)).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void batches_one_after_the_other_are_all_walked() {
        byte[] first = Batches.plain(GOOD, GOOD);
        byte[] second = Batches.plain(GOOD, BAD);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(refused(both)).extracting(RefusedRecord::index).containsExactly(3);
    }

    @Test
    void batches_inside_a_larger_array_are_found() {
        byte[] batch = Batches.plain(GOOD, BAD);
        byte[] larger = new byte[batch.length + 40];
        Arrays.fill(larger, (byte) 0xff);
        System.arraycopy(batch, 0, larger, 17, batch.length);

        assertThat(validator.validate(ORDERS, larger, 17, 17 + batch.length, counts))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::reason)
                                .singleElement()
                                .asString()
                                .contains("byte 1 of the payload."));
    }

    @Test
    void an_incomplete_last_batch_is_passed_over_as_the_log_does() {
        byte[] batch = Batches.plain(GOOD, BAD);

        for (int length = 0; length < batch.length; length++) {
            assertThat(validator.validate(ORDERS, batch, 0, length, counts)).isEqualTo(Accepted.ACCEPTED);
        }
    }

    @Test
    void a_batch_whose_header_lies_is_refused() {
        List<byte[]> liars = new ArrayList<>();
        liars.add(patched(8, 10)); // length of the batch
        liars.add(patched(8, -1));
        liars.add(patched(57, 1)); // number of records
        liars.add(patched(57, 3));
        liars.add(patched(57, -1));
        liars.add(patched(57, Integer.MAX_VALUE));
        byte[] format1 = Batches.plain(GOOD);
        format1[16] = 1;
        liars.add(format1);
        byte[] control = Batches.plain(GOOD);
        control[22] |= 0x20;
        liars.add(control);

        for (byte[] liar : liars) {
            assertThat(refused(liar)).extracting(RefusedRecord::cause).containsOnly(Cause.MALFORMED_BATCH);
        }
    }

    private static byte[] patched(int at, int value) {
        byte[] batch = Batches.plain(GOOD, GOOD);
        ByteBuffer.wrap(batch).putInt(at, value);
        return batch;
    }

    @Test
    void a_compressed_batch_that_cannot_be_expanded_is_refused_and_left_to_the_log_without_subject() {
        byte[] batch = Batches.of(CompressionType.LZ4, GOOD, GOOD);

        assertThat(refused(batch))
                .extracting(RefusedRecord::reason)
                .containsExactly("record 0: the batch cannot be read: its lz4 data cannot be expanded: no codec here");
        directory.subject("orders-value", ABSENT);
        assertThat(verdict(batch)).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void reasons_stay_short_whatever_the_names_are() {
        TopicPolicy long_ = TopicPolicy.standard("x".repeat(5_000));

        directory.subject("x".repeat(5_000) + "-value", PRESENT);

        BatchVerdict verdict = verdict(long_, Batches.plain("junk".getBytes(StandardCharsets.UTF_8)));

        assertThat(((Refused) verdict).records().get(0).reason())
                .hasSizeLessThan(750)
                .endsWith("writes the schema id");
    }

    @Test
    void a_good_batch_costs_no_allocation() {
        byte[] batch = Batches.of(CompressionType.NONE, Collections.nCopies(100, GOOD));

        assertThat(allocated(validator, ORDERS, batch)).isLessThan(1_000);
    }

    @Test
    void good_keys_values_headers_and_guids_cost_no_allocation() {
        byte[] even = {2, 4};
        Entry byId = Batches.entry(GOOD, GOOD, Batches.header("trace", new byte[20]));
        Entry byGuid = Batches.entry(
                even,
                Batches.framed(new UUID(1L << 60 | 5, 77), even),
                Batches.header("__key_schema_id", WireFormat.prefix(new SchemaId(7))));
        Entry tombstone = Batches.entry(GOOD, null);
        byte[] batch = Batches.entries(byId, byGuid, tombstone, byGuid, byId);
        BatchValidator knowing = new BatchValidator(
                new Knowing(new Known(SUBJECT, new EvenBytes(), false)),
                (codec, bytes, from, to) -> new Expansion.Broken("no codec here"));

        assertThat(allocated(knowing, Policies.orders().key(Validation.FULL).build(), batch))
                .isLessThan(1_000);
        assertThat(allocated(
                        knowing,
                        Policies.orders().key(Validation.ID).strict(false).build(),
                        batch))
                .isLessThan(1_000);
    }

    /** Gives one answer for everything, and allocates nothing for it. */
    private record Knowing(SchemaAnswer answer) implements SchemaDirectory {
        @Override
        public SubjectPresence presence(SubjectRule rule) {
            return PRESENT;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, int id) {
            return answer;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
            return answer;
        }

        @Override
        public long awayNanos() {
            return 0;
        }
    }

    /** Bytes for a thousand times the batch; the reading itself may cost something. */
    private long allocated(BatchValidator by, TopicPolicy policy, byte[] batch) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < 1_000; n++) {
                if (by.validate(policy, batch, 0, batch.length, counts) != Accepted.ACCEPTED) {
                    throw new AssertionError("refused");
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
