package dev.signet.broker;

import static dev.signet.broker.Batches.entries;
import static dev.signet.broker.Batches.entry;
import static dev.signet.broker.Batches.framed;
import static dev.signet.broker.Batches.header;
import static dev.signet.broker.SubjectPresence.ABSENT;
import static dev.signet.broker.SubjectPresence.PENDING;
import static dev.signet.broker.SubjectPresence.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Tolerated;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.Batches.Entry;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.NoSubject;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Pending;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.policy.DeletedVersions;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Unresolved;
import dev.signet.broker.policy.Validation;
import dev.signet.broker.policy.ValidationMode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy asks of keys and values, and where their schemas may be named. */
class SideChecksTest {

    private static final Subject KEYS = Subject.of("orders-key");
    private static final Subject VALUES = Subject.of("orders-value");
    private static final UUID GUID = UUID.fromString("095d71cf-1255-6b9d-5e33-0ad575b3df5d");
    private static final UUID OTHER_GUID = new UUID(GUID.getMostSignificantBits(), 1);
    private static final byte[] EVEN = {2, 4};
    private static final byte[] ODD = {2, 5};
    private static final byte[] GOOD = framed(7, EVEN);
    private static final byte[] BAD = framed(7, ODD);
    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ID = WireFormat.prefix(new SchemaId(7));

    private final DirectoryTwin directory = new DirectoryTwin()
            .subject("orders-key", PRESENT)
            .subject("orders-value", PRESENT)
            .schema(7, new Known(VALUES, new EvenBytes(), false))
            .schema(8, new OtherSubject(VALUES, List.of(Subject.of("payments-value"))))
            .schema(9, new Pending())
            .schema(10, new Unusable(VALUES, "it is a picture", false))
            .schema(11, new Known(VALUES, new EvenBytes(), true))
            .schema(12, new Unusable(VALUES, "it is a picture", true))
            .schema(13, new NoSubject("nothing is associated with it"))
            .schema(GUID, new Known(VALUES, new EvenBytes(), false));
    private final BatchValidator validator =
            new BatchValidator(directory, (codec, bytes, from, to) -> new Expansion.Broken("no codec here"));
    private final BatchCounts counts = new BatchCounts();

    private BatchVerdict verdict(TopicPolicy policy, Entry... records) {
        return verdict(policy, entries(records));
    }

    private BatchVerdict verdict(TopicPolicy policy, byte[] batch) {
        return validator.validate(policy, batch, 0, batch.length, counts);
    }

    private RefusedRecord refused(TopicPolicy policy, Entry record) {
        BatchVerdict verdict = verdict(policy, record);
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).records()).hasSize(1);
        return ((Refused) verdict).records().get(0);
    }

    private static Entry value(byte[] value, Header... headers) {
        return entry(null, value, headers);
    }

    private static Header idHeader(byte[] value) {
        return header("__value_schema_id", value);
    }

    // keys

    @Test
    void keys_are_checked_by_their_own_policy_and_named_as_keys() {
        TopicPolicy policy = Policies.orders().key(Validation.FULL).build();

        assertThat(refused(policy, entry(BAD, GOOD)))
                .isEqualTo(new RefusedRecord(
                        0,
                        Optional.of(new Part(Side.KEY, 7, OptionalInt.of(7))),
                        Cause.PAYLOAD,
                        "record 0: the key's payload does not decode by schema id 7 of subject 'orders-value': odd byte "
                                + "at /even, byte 1 of the payload. Write to topic 'orders' with the schema that the id "
                                + "names"));
        assertThat(refused(policy, entry(JUNK, GOOD)).reason())
                .startsWith("record 0: the key begins with byte 0x6a")
                .contains("accepts schemas of subject 'orders-key' only");
        assertThat(verdict(policy, entry(GOOD, GOOD), entry(null, GOOD))).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void keys_are_left_alone_where_only_values_are_checked_and_the_other_way_round() {
        TopicPolicy keysOnly =
                Policies.orders().key(Validation.FULL).value(Validation.OFF).build();

        assertThat(verdict(Policies.orders().build(), entry(JUNK, GOOD))).isEqualTo(Accepted.ACCEPTED);
        assertThat(verdict(keysOnly, entry(GOOD, JUNK))).isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(keysOnly, entry(BAD, JUNK)).part().orElseThrow().side())
                .isEqualTo(Side.KEY);
    }

    @Test
    void a_record_may_be_refused_for_its_key_and_for_its_value() {
        TopicPolicy policy = Policies.orders().key(Validation.FULL).build();

        assertThat(verdict(policy, entry(GOOD, GOOD), entry(BAD, JUNK)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::index, RefusedRecord::cause)
                                .containsExactly(tuple(1, Cause.PAYLOAD), tuple(1, Cause.NOT_FRAMED)));
        assertThat(counts.faults(Side.KEY, Cause.PAYLOAD)).isOne();
        assertThat(counts.faults(Side.VALUE, Cause.NOT_FRAMED)).isOne();
        assertThat(counts.checked(Side.KEY)).isEqualTo(2);
        assertThat(counts.records()).isEqualTo(2);
    }

    @Test
    void an_automatic_side_is_watched_by_itself() {
        directory.subject("orders-key", ABSENT);
        TopicPolicy policy = Policies.orders().key(Validation.AUTO).build();

        assertThat(verdict(policy, entry(JUNK, GOOD))).isEqualTo(Accepted.ACCEPTED);
        assertThat(counts.checked(Side.KEY)).isZero();
        assertThat(verdict(policy, entry(JUNK, GOOD), entry(GOOD, GOOD)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(
                                        record -> record.part().orElseThrow().side())
                                .containsExactly(Side.KEY));
        assertThat(verdict(policy, entry(framed(9, EVEN), GOOD))).isInstanceOf(Undecided.class);
    }

    @Test
    void bytes_of_another_kind_that_look_framed_wait_for_a_few_ids_only() {
        directory.subject("orders-value", ABSENT);
        TopicPolicy policy = Policies.orders().value(Validation.AUTO).build();
        Entry[] records = IntStream.range(0, 100)
                .mapToObj(n -> value(framed(n < 8 ? 100 + n : 9, EVEN)))
                .toArray(Entry[]::new);

        assertThat(verdict(policy, records)).isEqualTo(Accepted.ACCEPTED);
        records[7] = value(framed(9, EVEN));
        assertThat(verdict(policy, records)).isInstanceOf(Undecided.class);
        records[7] = value(GOOD);
        assertThat(verdict(policy, records)).isInstanceOf(Refused.class);
    }

    @Test
    void both_sides_may_be_found_out_in_one_append() {
        directory.subject("orders-key", ABSENT).subject("orders-value", ABSENT);
        TopicPolicy policy =
                Policies.orders().key(Validation.AUTO).value(Validation.AUTO).build();

        assertThat(validator.leavesAlone(policy)).isTrue();
        assertThat(verdict(policy, entry(JUNK, JUNK), entry(JUNK, GOOD), entry(GOOD, GOOD)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::index)
                                .containsExactly(0, 0, 1));
    }

    // nulls

    @Test
    void nulls_are_refused_where_they_are_not_accepted() {
        TopicPolicy policy = Policies.orders()
                .key(Validation.FULL)
                .nullKeys(false)
                .nullValues(false)
                .build();

        assertThat(refused(policy, entry(null, GOOD)))
                .isEqualTo(new RefusedRecord(
                        0,
                        Optional.of(new Part(Side.KEY, -1, OptionalInt.empty())),
                        Cause.NULL,
                        "record 0: the key is null, which topic 'orders' does not accept. Send each record with a key, "
                                + "or set signet.key.nulls=accept"));
        assertThat(refused(policy, entry(GOOD, null)).reason())
                .isEqualTo("record 0: the value is null, which topic 'orders' does not accept. Send a value instead of "
                        + "a tombstone, or set signet.value.nulls=accept");
        assertThat(refused(policy, entry(GOOD, null, idHeader(ID))).cause()).isEqualTo(Cause.NULL);
    }

    // ids only

    @Test
    void checking_ids_leaves_the_payload_alone() {
        TopicPolicy policy = Policies.orders().value(Validation.ID).build();

        assertThat(verdict(policy, value(BAD), value(framed(10, ODD)), value(framed(7))))
                .isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(policy, value(framed(8, EVEN))).cause()).isEqualTo(Cause.OTHER_SUBJECT);
        assertThat(refused(policy, value(framed(99, EVEN))).cause()).isEqualTo(Cause.UNKNOWN_ID);
        assertThat(refused(policy, value(JUNK)).cause()).isEqualTo(Cause.NOT_FRAMED);
    }

    @Test
    void a_schema_without_a_subject_is_refused_with_the_reason() {
        assertThat(refused(Policies.orders().build(), value(framed(13, EVEN))))
                .extracting(RefusedRecord::cause, RefusedRecord::reason)
                .containsExactly(
                        Cause.OTHER_SUBJECT,
                        "record 0: the value's schema id 13 has no subject that topic 'orders' accepts: nothing is "
                                + "associated with it");
    }

    @Test
    void a_negative_id_is_no_prefix() {
        assertThat(refused(Policies.orders().build(), value(framed(-3, EVEN))).reason())
                .startsWith(
                        "record 0: the value begins with a negative schema id and not with a schema id (magic byte 0) "
                                + "or GUID");
    }

    // GUIDs and headers

    @Test
    void a_guid_in_front_names_the_schema() {
        TopicPolicy policy = Policies.orders().build();

        assertThat(verdict(policy, value(Batches.framed(GUID, EVEN)), value(GOOD)))
                .isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(policy, value(Batches.framed(GUID, ODD))))
                .isEqualTo(new RefusedRecord(
                        0,
                        Optional.of(new Part(Side.VALUE, 19, OptionalInt.empty())),
                        Cause.PAYLOAD,
                        "record 0: the value's payload does not decode by schema GUID " + GUID
                                + " of subject 'orders-value': odd byte at /even, byte 1 of the payload. Write to topic "
                                + "'orders' with the schema that the id names"));
        assertThat(refused(policy, value(Batches.framed(OTHER_GUID, EVEN))).reason())
                .contains("schema GUID " + OTHER_GUID + " is unknown to the registry");
        assertThat(refused(policy, value(new byte[] {1, 2, 4})).reason()).contains("is only 3 bytes long");
    }

    @Test
    void a_header_names_the_schema_of_a_payload_without_prefix() {
        TopicPolicy policy = Policies.orders().build();
        byte[] guid = WireFormat.prefix(new SchemaGuid(GUID));

        assertThat(verdict(policy, value(EVEN, idHeader(guid)), value(EVEN, idHeader(ID))))
                .isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(policy, value(ODD, idHeader(guid))))
                .extracting(RefusedRecord::part, RefusedRecord::cause)
                .containsExactly(Optional.of(new Part(Side.VALUE, 2, OptionalInt.empty())), Cause.PAYLOAD);
        assertThat(refused(policy, value(ODD, idHeader(ID))).part())
                .contains(new Part(Side.VALUE, 2, OptionalInt.of(7)));
    }

    @Test
    void the_header_counts_whatever_stands_in_front_of_the_payload() {
        assertThat(refused(Policies.orders().build(), value(BAD, idHeader(ID))).reason())
                .contains("odd byte at /even, byte 4 of the payload");
    }

    @Test
    void the_last_header_of_the_name_counts() {
        byte[] other = WireFormat.prefix(new SchemaId(8));

        assertThat(verdict(
                        Policies.orders().build(), value(EVEN, idHeader(other), header("trace", JUNK), idHeader(ID))))
                .isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(Policies.orders().build(), value(EVEN, idHeader(ID), idHeader(other)))
                        .cause())
                .isEqualTo(Cause.OTHER_SUBJECT);
    }

    @Test
    void a_header_counts_for_its_own_side_and_record_only() {
        TopicPolicy policy = Policies.orders().key(Validation.FULL).build();

        assertThat(refused(policy, entry(EVEN, EVEN, idHeader(ID), header("__key_schema_ix", ID))))
                .extracting(
                        RefusedRecord::cause,
                        record -> record.part().orElseThrow().side())
                .containsExactly(Cause.NOT_FRAMED, Side.KEY);
        assertThat(verdict(policy, entry(EVEN, EVEN, header("__key_schema_id", ID), idHeader(ID)), entry(EVEN, GOOD)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::index)
                                .containsExactly(1));
    }

    @Test
    void a_header_that_names_no_schema_is_refused_even_if_the_payload_does() {
        for (byte[] bad : new byte[][] {null, {}, {0, 0, 0, 7}, {1, 2, 3}, JUNK, {0, -1, 0, 0, 0}}) {
            RefusedRecord refused = refused(Policies.orders().build(), value(GOOD, idHeader(bad)));

            assertThat(refused.cause()).isEqualTo(Cause.NOT_FRAMED);
            assertThat(refused.reason())
                    .startsWith("record 0: its header __value_schema_id, which names the schema of the value")
                    .contains(bad == null ? "has no value" : "holds " + bad.length + " bytes");
        }
    }

    @Test
    void a_header_shows_that_a_watched_subject_exists() {
        directory.subject("orders-value", ABSENT);

        assertThat(verdict(Policies.orders().value(Validation.AUTO).build(), value(JUNK), value(ODD, idHeader(ID))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.records()).hasSize(2));
    }

    // what is not plainly good or bad

    @Test
    void leniency_is_asked_of_the_check() {
        assertThat(verdict(Policies.orders().strict(false).build(), value(BAD))).isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(Policies.orders().strict(false).build(), value(framed(7)))
                        .reason())
                .contains("no bytes at /even");
    }

    @ParameterizedTest
    @EnumSource(value = Validation.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void schemas_of_deleted_versions_are_accepted_or_refused_as_the_topic_says(Validation validation) {
        TopicPolicy accepting = Policies.orders().value(validation).build();
        TopicPolicy rejecting = Policies.orders()
                .value(validation)
                .deleted(DeletedVersions.REJECT)
                .build();

        assertThat(verdict(accepting, value(framed(11, EVEN)))).isEqualTo(Accepted.ACCEPTED);
        assertThat(refused(rejecting, value(framed(11, EVEN))))
                .extracting(RefusedRecord::cause, RefusedRecord::reason)
                .containsExactly(
                        Cause.DELETED,
                        "record 0: the value's schema id 11 is left only in deleted versions of subject 'orders-value', "
                                + "which topic 'orders' does not accept. Write it with a version that is not deleted, or "
                                + "undelete that version");
        assertThat(refused(rejecting, value(framed(12, EVEN))).cause()).isEqualTo(Cause.DELETED);
        assertThat(verdict(rejecting, value(GOOD))).isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void a_subject_of_which_only_deleted_versions_are_left_does_not_exist() {
        directory.subject("orders-value", ABSENT);
        TopicPolicy policy = Policies.orders().value(Validation.AUTO).build();

        assertThat(verdict(policy, value(JUNK), value(framed(11, ODD)), value(framed(12, ODD))))
                .isEqualTo(Accepted.ACCEPTED);
    }

    @Test
    void an_outage_is_waited_for_as_long_as_the_patience_lasts_and_then_treated_as_the_topic_says() {
        Entry unknown = value(framed(9, EVEN));
        TopicPolicy refusing = Policies.orders()
                .unresolved(Unresolved.REFUSE, Duration.ofSeconds(10))
                .build();
        TopicPolicy accepting = Policies.orders()
                .unresolved(Unresolved.ACCEPT_UNCHECKED, Duration.ofSeconds(10))
                .build();

        for (int seconds : new int[] {0, 10}) {
            directory.away(Duration.ofSeconds(seconds));
            assertThat(verdict(refusing, unknown)).isInstanceOf(Undecided.class);
            assertThat(verdict(accepting, unknown)).isInstanceOf(Undecided.class);
        }
        directory.away(Duration.ofMillis(12_500));

        assertThat(verdict(Policies.orders().build(), unknown)).isInstanceOf(Undecided.class);
        assertThat(refused(refusing, unknown))
                .extracting(RefusedRecord::cause, RefusedRecord::reason)
                .containsExactly(
                        Cause.UNRESOLVED,
                        "record 0: the value's schema id 9 cannot be looked up: the schema registry has been out of reach "
                                + "for 12 s, and topic 'orders' does not wait for it any longer. Send it again when the "
                                + "registry can be reached");
        assertThat(verdict(accepting, unknown, value(GOOD), unknown)).isEqualTo(new Tolerated(List.of(), false, 2));
        assertThat(counts.unchecked(Side.VALUE)).isEqualTo(2);
        assertThat(verdict(accepting, unknown, value(BAD))).isInstanceOf(Refused.class);
    }

    @Test
    void an_id_that_alone_gets_no_answer_uses_up_the_patience_for_it_alone() {
        directory.schema(21, new Pending(Duration.ofMillis(12_500).toNanos()));
        TopicPolicy refusing = Policies.orders()
                .unresolved(Unresolved.REFUSE, Duration.ofSeconds(10))
                .build();

        assertThat(refused(refusing, value(framed(21, EVEN))).reason()).contains("for 12 s");
        assertThat(verdict(refusing, value(framed(9, EVEN)))).isInstanceOf(Undecided.class);
    }

    @Test
    void an_outage_before_the_subject_was_ever_asked_for_is_treated_in_the_same_way() {
        directory.subject("orders-value", PENDING).away(Duration.ofMinutes(1));
        Policies automatic = Policies.orders().value(Validation.AUTO);
        byte[] batch = entries(value(JUNK), entry(JUNK, null), value(GOOD));

        assertThat(verdict(automatic.build(), batch)).isInstanceOf(Undecided.class);
        assertThat(verdict(
                        automatic
                                .unresolved(Unresolved.ACCEPT_UNCHECKED, Duration.ZERO)
                                .build(),
                        batch))
                .isEqualTo(new Tolerated(List.of(), false, 2));
        assertThat(verdict(
                        automatic.unresolved(Unresolved.REFUSE, Duration.ZERO).build(), batch))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.records())
                                .extracting(RefusedRecord::index, RefusedRecord::cause)
                                .containsExactly(tuple(0, Cause.UNRESOLVED), tuple(2, Cause.UNRESOLVED)));
    }

    // monitoring

    @Test
    void what_is_only_monitored_enters_and_is_named_and_counted() {
        TopicPolicy policy = Policies.orders().mode(ValidationMode.MONITOR).build();

        assertThat(verdict(policy, value(GOOD), value(BAD), value(JUNK), value(framed(9, EVEN))))
                .isInstanceOfSatisfying(Tolerated.class, tolerated -> {
                    assertThat(tolerated.records())
                            .extracting(RefusedRecord::index)
                            .containsExactly(1, 2);
                    assertThat(tolerated.capped()).isFalse();
                    assertThat(tolerated.unchecked()).isOne();
                });
        assertThat(verdict(policy, value(GOOD))).isEqualTo(Accepted.ACCEPTED);
        assertThat(counts.faults(Cause.PAYLOAD)).isZero();
    }

    @Test
    void what_is_only_monitored_is_counted_to_its_end() {
        TopicPolicy policy = Policies.orders().mode(ValidationMode.MONITOR).build();
        byte[] batch = Batches.of(CompressionType.NONE, Collections.nCopies(250, BAD));

        assertThat(verdict(policy, batch)).isInstanceOfSatisfying(Tolerated.class, tolerated -> {
            assertThat(tolerated.records()).hasSize(100);
            assertThat(tolerated.capped()).isTrue();
        });
        assertThat(counts.faults(Cause.PAYLOAD)).isEqualTo(250);
        assertThat(counts.checked(Side.VALUE)).isEqualTo(250);
    }

    @Test
    void what_is_only_monitored_never_waits() {
        directory.subject("orders-value", PENDING);
        TopicPolicy policy = Policies.orders()
                .value(Validation.AUTO)
                .mode(ValidationMode.MONITOR)
                .build();

        assertThat(verdict(policy, value(GOOD), value(JUNK))).isEqualTo(new Tolerated(List.of(), false, 2));
        byte[] unreadable = entries(value(GOOD));
        unreadable[16] = 1;
        assertThat(verdict(policy, unreadable)).isInstanceOf(Tolerated.class);
        assertThat(counts.faults(Cause.MALFORMED_BATCH)).isOne();
    }

    // how the expectation is worded

    @Test
    void the_subject_is_told_as_far_as_the_rule_says_it() {
        assertThat(refused(Policies.orders().naming(SubjectNaming.RECORD).build(), value(JUNK))
                        .reason())
                .contains("topic 'orders' accepts schemas of the subject that is named like its type only");
        assertThat(refused(Policies.orders().naming(SubjectNaming.TOPIC_RECORD).build(), value(JUNK))
                        .reason())
                .contains("of the subject 'orders-<name of its type>' only");
        assertThat(refused(Policies.orders().naming(SubjectNaming.ASSOCIATED).build(), value(JUNK))
                        .reason())
                .contains("of the subject that is associated with the topic only");
    }
}
