package dev.signet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.Batches.Entry;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SchemaAnswer.NoSubject;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.UnknownId;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.policy.DeletedVersions;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SidePolicy;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Validation;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.avro.RandomSchemas;
import dev.signet.schema.avro.StrictReading;
import dev.signet.schema.avro.plan.Framing;
import dev.signet.schema.avro.plan.SpecWalk;
import dev.signet.schema.avro.plan.Strictness;
import dev.signet.schema.avro.plan.WriterPlan;
import dev.signet.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.CompressionType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whole appends under random policies: keys and values with good, damaged and no payloads, and schemas of every standing.
 * The validator refuses what a judge refuses who knows the facts, and what it accepts Avro reads; the comparison catches
 * every validator that leaves one check out.
 */
class JudgedRecordsProperties {

    private static final int ROUNDS = Integer.getInteger("signet.test.judged-batches", 2_000);
    private static final PayloadCheck ANYTHING = new Anything();

    private final long seed = Long.getLong("signet.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RandomSchemas schemas = new RandomSchemas(random);
    private final RandomData data = new RandomData(random);
    private final RandomBytes bytes = new RandomBytes(random);
    private final Set<LeftOut> uncaught = EnumSet.complementOf(EnumSet.of(LeftOut.NOTHING));
    private int accepted;
    private int refused;

    /** How a schema stands in the registry; its place is its id, and the lower half of its GUID. */
    private enum Standing {
        KNOWN,
        DELETED,
        UNUSABLE,
        UNUSABLE_DELETED,
        OTHER_SUBJECT,
        NO_SUBJECT,
        UNKNOWN
    }

    /** The checks of a validator, besides those inside of a payload. */
    private enum LeftOut {
        NOTHING,
        KEYS,
        VALUES,
        NULLS,
        UNKNOWN,
        OTHER_SUBJECT,
        DELETED,
        UNUSABLE,
        PAYLOAD,
        TEXT_AND_BOOLEANS
    }

    /** A key or value with what a judge has to know about it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(
            byte @Nullable [] whole, Optional<Header> header, Optional<Standing> standing, byte[] payload) {}

    private record Anything() implements PayloadCheck {
        @Override
        public boolean accepts(byte[] bytes, int from, int to) {
            return true;
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

    private record Planned(WriterPlan plan, Optional<WriterPlan> lenientPlan) implements PayloadCheck {
        static Planned of(Schema schema) {
            return new Planned(
                    WriterPlan.of(schema), Optional.of(WriterPlan.of(schema, Framing.REGISTRY, Strictness.LENIENT)));
        }

        @Override
        public boolean accepts(byte[] bytes, int from, int to) {
            return plan.accepts(bytes, from, to);
        }

        @Override
        public Optional<Fault> fault(byte[] bytes, int from, int to) {
            return plan.fault(bytes, from, to).map(fault -> new Fault(fault.path(), fault.offset(), fault.reason()));
        }

        @Override
        public PayloadCheck lenient() {
            return new Planned(lenientPlan.orElseThrow(), Optional.empty());
        }
    }

    /** The registry as it stands, but for what is left out. */
    private record Facts(PayloadCheck check, LeftOut leftOut) implements SchemaDirectory {
        @Override
        public SubjectPresence presence(SubjectRule rule) {
            return SubjectPresence.PRESENT;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, int id) {
            boolean deletedCounts = leftOut != LeftOut.DELETED;
            PayloadCheck used = leftOut == LeftOut.PAYLOAD ? ANYTHING : check;
            return switch (Standing.values()[id]) {
                case KNOWN -> new Known(rule.ofTopic(), used, false);
                case DELETED -> new Known(rule.ofTopic(), used, deletedCounts);
                case UNUSABLE -> unless(LeftOut.UNUSABLE, new Unusable(rule.ofTopic(), "a picture", false));
                case UNUSABLE_DELETED ->
                    unless(LeftOut.UNUSABLE, new Unusable(rule.ofTopic(), "a picture", deletedCounts));
                case OTHER_SUBJECT -> unless(LeftOut.OTHER_SUBJECT, new OtherSubject(rule.ofTopic(), List.of()));
                case NO_SUBJECT -> unless(LeftOut.OTHER_SUBJECT, new NoSubject("nameless"));
                case UNKNOWN -> unless(LeftOut.UNKNOWN, new UnknownId());
            };
        }

        private SchemaAnswer unless(LeftOut left, SchemaAnswer answer) {
            return leftOut == left
                    ? new Known(Policies.orders().build().value().rule().ofTopic(), ANYTHING, false)
                    : answer;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
            return schema(rule, (int) guidLow);
        }

        @Override
        public long awayNanos() {
            return 0;
        }
    }

    @Test
    void the_validator_agrees_with_the_judge_and_one_that_leaves_a_check_out_does_not() {
        System.out.println("JudgedRecordsProperties: signet.test.seed=" + seed);
        for (int round = 0; round < ROUNDS; round++) {
            round("seed " + seed + " round " + round);
        }
        System.out.println("JudgedRecordsProperties: " + accepted + " parts accepted, " + refused + " refused");
        assertThat(uncaught).as("left out and not noticed, seed %s", seed).isEmpty();
        assertThat(accepted).isPositive();
    }

    private void round(String place) {
        Schema schema = schemas.nextRecord();
        Planned check = Planned.of(schema);
        TopicPolicy policy = policy();
        List<Part> keys = new ArrayList<>();
        List<Part> values = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int n = random.nextInt(1, 8); n > 0; n--) {
            keys.add(part(schema, "__key_schema_id"));
            values.add(part(schema, "__value_schema_id"));
            entries.add(entry(keys.get(keys.size() - 1), values.get(values.size() - 1)));
        }
        byte[] batch = Batches.entries(CompressionType.NONE, entries);
        List<String> judged = new ArrayList<>();
        for (int n = 0; n < keys.size(); n++) {
            judge(n, policy.key(), policy, schema, keys.get(n), judged);
            judge(n, policy.value(), policy, schema, values.get(n), judged);
        }

        assertThat(verdict(batch, policy, check, LeftOut.NOTHING)).as(place).isEqualTo(judged);

        refused += judged.size();
        uncaught.removeIf(leftOut -> !verdict(batch, policy, check, leftOut).equals(judged));
    }

    private TopicPolicy policy() {
        Validation[] validations = {Validation.OFF, Validation.ID, Validation.FULL, Validation.FULL};
        return Policies.orders()
                .key(validations[random.nextInt(4)])
                .value(validations[random.nextInt(4)])
                .nullKeys(random.nextBoolean())
                .nullValues(random.nextBoolean())
                .strict(random.nextBoolean())
                .deleted(random.nextBoolean() ? DeletedVersions.ACCEPT : DeletedVersions.REJECT)
                .build();
    }

    private static Entry entry(Part key, Part value) {
        List<Header> headers = new ArrayList<>();
        key.header().ifPresent(headers::add);
        value.header().ifPresent(headers::add);
        return new Entry(key.whole(), value.whole(), headers);
    }

    private Part part(Schema schema, String headerName) {
        byte[] good = bytes.encoded(schema, data.next(schema));
        byte[] payload = random.nextBoolean() ? good : bytes.damaged(good);
        Standing standing = Standing.values()[random.nextInt(2) * random.nextInt(Standing.values().length)];
        byte[] prefix = random.nextBoolean()
                ? WireFormat.prefix(new SchemaId(standing.ordinal()))
                : WireFormat.prefix(new SchemaGuid(new UUID(5, standing.ordinal())));
        return switch (random.nextInt(12)) {
            case 0 -> new Part(null, Optional.empty(), Optional.empty(), payload);
            case 1 -> new Part(new byte[] {9, 9, 9}, Optional.empty(), Optional.empty(), payload);
            case 2, 3, 4 ->
                new Part(payload, Optional.of(Batches.header(headerName, prefix)), Optional.of(standing), payload);
            default -> new Part(joined(prefix, payload), Optional.empty(), Optional.of(standing), payload);
        };
    }

    private static byte[] joined(byte[] prefix, byte[] payload) {
        return ByteBuffer.allocate(prefix.length + payload.length)
                .put(prefix)
                .put(payload)
                .array();
    }

    private void judge(int index, SidePolicy side, TopicPolicy policy, Schema schema, Part part, List<String> judged) {
        if (!side.isOff()) {
            cause(side, policy, schema, part)
                    .ifPresentOrElse(
                            cause -> judged.add(index + " " + side.rule().side().name() + " " + cause),
                            () -> accepted++);
        }
    }

    private static Optional<Cause> cause(SidePolicy side, TopicPolicy policy, Schema schema, Part part) {
        if (part.whole() == null) {
            return side.nullsAccepted() ? Optional.empty() : Optional.of(Cause.NULL);
        }
        if (part.standing().isEmpty()) {
            return Optional.of(Cause.NOT_FRAMED);
        }
        boolean full = side.validation() == Validation.FULL;
        boolean rejecting = policy.handling().deleted() == DeletedVersions.REJECT;
        return switch (part.standing().get()) {
            case UNKNOWN -> Optional.of(Cause.UNKNOWN_ID);
            case OTHER_SUBJECT, NO_SUBJECT -> Optional.of(Cause.OTHER_SUBJECT);
            case UNUSABLE -> Optional.of(Cause.UNUSABLE_SCHEMA).filter(cause -> full);
            case UNUSABLE_DELETED ->
                rejecting
                        ? Optional.of(Cause.DELETED)
                        : Optional.of(Cause.UNUSABLE_SCHEMA).filter(cause -> full);
            case DELETED ->
                rejecting
                        ? Optional.of(Cause.DELETED)
                        : payload(schema, part.payload(), policy).filter(cause -> full);
            case KNOWN -> payload(schema, part.payload(), policy).filter(cause -> full);
        };
    }

    private static Optional<Cause> payload(Schema schema, byte[] payload, TopicPolicy policy) {
        boolean strict = policy.handling().strict();
        SpecWalk specification = strict
                ? SpecWalk.without(schema)
                : SpecWalk.without(schema, SpecWalk.Check.BOOLEAN, SpecWalk.Check.TEXT);
        boolean good = specification.accepts(payload);
        if (good) {
            assertThat(
                            strict
                                    ? StrictReading.isReadable(schema, payload)
                                    : StrictReading.isLenientlyReadable(schema, payload))
                    .isTrue();
        }
        return good ? Optional.empty() : Optional.of(Cause.PAYLOAD);
    }

    private static List<String> verdict(byte[] batch, TopicPolicy policy, PayloadCheck check, LeftOut leftOut) {
        BatchValidator validator = new BatchValidator(
                new Facts(check, leftOut), (codec, bytes, from, to) -> new Expansion.Broken("not compressed"));
        BatchVerdict verdict = validator.validate(without(policy, leftOut), batch, 0, batch.length, new BatchCounts());
        return verdict == Accepted.ACCEPTED
                ? List.of()
                : ((Refused) verdict)
                        .records().stream()
                                .map(record -> record.index() + " "
                                        + record.part()
                                                .map(RefusedRecord.Part::side)
                                                .map(Side::name)
                                                .orElse("batch")
                                        + " " + record.cause())
                                .toList();
    }

    private static TopicPolicy without(TopicPolicy policy, LeftOut leftOut) {
        Policies changed = new Policies(policy.topic(), policy.key(), policy.value(), policy.mode(), policy.handling());
        return switch (leftOut) {
            case KEYS -> changed.key(Validation.OFF).build();
            case VALUES -> changed.value(Validation.OFF).build();
            case NULLS -> changed.nullKeys(true).nullValues(true).build();
            case TEXT_AND_BOOLEANS -> changed.strict(false).build();
            default -> policy;
        };
    }
}
