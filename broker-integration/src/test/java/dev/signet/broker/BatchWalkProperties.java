package dev.signet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.Batches.Entry;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Validation;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.wire.Framing;
import dev.signet.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The walk sees the keys, the values and the schemas that Kafka's own reader sees, in good batches and in damaged ones.
 */
class BatchWalkProperties {

    private static final int ROUNDS = Integer.getInteger("signet.test.batches", 20_000);
    private static final String[] HEADERS = {
        "__key_schema_id", "__value_schema_id", "__value_schema_iD", "__key_schema_i", "trace", ""
    };

    private final List<Part> seen = new ArrayList<>();
    private final BatchValidator validator =
            new BatchValidator(new Recording(), (codec, bytes, from, to) -> new Expansion.Broken("not here"));
    private final TopicPolicy policy =
            Policies.of("t").key(Validation.FULL).nullValues(false).build();

    /** A key or value, and what names its schema: {@code none} where nothing does. */
    private record Part(int index, Side side, String schema, String payload) {}

    /** Knows every schema, and has payloads written down. */
    private final class Recording implements SchemaDirectory {
        @Override
        public SubjectPresence presence(SubjectRule rule) {
            return SubjectPresence.PRESENT;
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, int id) {
            return new Known(rule.ofTopic(), new Recorder(rule.side(), "id " + id), false);
        }

        @Override
        public SchemaAnswer schema(SubjectRule rule, long guidHigh, long guidLow) {
            return new Known(rule.ofTopic(), new Recorder(rule.side(), "" + new UUID(guidHigh, guidLow)), false);
        }

        @Override
        public long awayNanos() {
            return 0;
        }
    }

    private final class Recorder implements PayloadCheck {
        private final Side side;
        private final String schema;

        Recorder(Side side, String schema) {
            this.side = side;
            this.schema = schema;
        }

        @Override
        public boolean accepts(byte[] bytes, int from, int to) {
            seen.add(new Part(-1, side, schema, hex(Arrays.copyOfRange(bytes, from, to))));
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

    @Test
    void what_is_seen_reads_the_same_through_kafka() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("BatchWalkProperties seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int damagedAndReadable = 0;

        for (int round = 0; round < ROUNDS; round++) {
            byte[] batch = randomBatch(random);
            boolean damaged = random.nextInt(4) != 0;
            if (damaged) {
                batch[61 + random.nextInt(batch.length - 61)] ^= (byte) (1 << random.nextInt(8));
            }
            seen.clear();
            List<RefusedRecord> refused =
                    refused(validator.validate(policy, batch, 0, batch.length, new BatchCounts()));
            if (refused.stream().anyMatch(record -> record.cause() == Cause.MALFORMED_BATCH)) {
                assertThat(damaged)
                        .as("seed %d round %d: %s", seed, round, refused)
                        .isTrue();
            } else {
                damagedAndReadable += damaged ? 1 : 0;
                compare(readByKafka(batch), refused, "seed " + seed + " round " + round);
            }
        }
        assertThat(damagedAndReadable).isPositive();
    }

    private static List<RefusedRecord> refused(BatchVerdict verdict) {
        return verdict == Accepted.ACCEPTED ? List.of() : ((Refused) verdict).records();
    }

    private void compare(List<Part> expected, List<RefusedRecord> refused, String place) {
        assertThat(seen)
                .as(place)
                .containsExactlyElementsOf(expected.stream()
                        .filter(part -> !part.schema().equals("none"))
                        .map(part -> new Part(-1, part.side(), part.schema(), part.payload()))
                        .toList());
        assertThat(refused.stream()
                        .map(record -> record.index() + " "
                                + record.part().orElseThrow().side() + " "
                                + record.part().orElseThrow().length()))
                .as(place)
                .containsExactlyElementsOf(expected.stream()
                        .filter(part -> part.schema().equals("none"))
                        .map(part -> part.index() + " " + part.side() + " "
                                + (part.payload().equals("null")
                                        ? -1
                                        : part.payload().length() / 2))
                        .toList());
    }

    private static byte[] randomBatch(SplittableRandom random) {
        List<Entry> entries = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int n = 0; n < count; n++) {
            Header[] headers = new Header[Math.max(0, random.nextInt(6) - 2)];
            for (int h = 0; h < headers.length; h++) {
                headers[h] = Batches.header(HEADERS[random.nextInt(HEADERS.length)], part(random, 4));
            }
            entries.add(Batches.entry(part(random, 100), part(random, 100), headers));
        }
        return Batches.entries(CompressionType.NONE, entries);
    }

    /** Framed by id, by GUID, or not at all; seldom null. */
    private static byte @Nullable [] part(SplittableRandom random, int longest) {
        byte[] payload = new byte[random.nextInt(longest)];
        random.nextBytes(payload);
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> payload;
            case 2, 3, 4 ->
                joined(WireFormat.prefix(new SchemaGuid(new UUID(random.nextInt(3), random.nextInt(3)))), payload);
            default -> joined(WireFormat.prefix(new SchemaId(random.nextInt(5))), payload);
        };
    }

    private static byte[] joined(byte[] prefix, byte[] payload) {
        return ByteBuffer.allocate(prefix.length + payload.length)
                .put(prefix)
                .put(payload)
                .array();
    }

    private static List<Part> readByKafka(byte[] batch) {
        List<Part> parts = new ArrayList<>();
        int index = 0;
        for (RecordBatch records :
                MemoryRecords.readableRecords(ByteBuffer.wrap(batch)).batches()) {
            assertThat(records).isInstanceOf(DefaultRecordBatch.class);
            for (Record record : records) {
                if (record.hasKey()) {
                    parts.add(part(index, Side.KEY, record.key(), last(record, "__key_schema_id")));
                }
                parts.add(
                        record.hasValue()
                                ? part(index, Side.VALUE, record.value(), last(record, "__value_schema_id"))
                                : new Part(index, Side.VALUE, "none", "null"));
                index++;
            }
        }
        return parts;
    }

    private static Optional<Header> last(Record record, String name) {
        return Arrays.stream(record.headers())
                .filter(header -> header.key().equals(name))
                .reduce((first, second) -> second);
    }

    private static Part part(int index, Side side, ByteBuffer buffer, Optional<Header> header) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        byte[] named = header.isEmpty() ? bytes : header.get().value();
        Framing framing = named == null ? new Framing.Unframed("null") : WireFormat.read(named);
        if (framing instanceof Framing.ById byId) {
            int start = header.isEmpty() ? byId.length() : 0;
            return new Part(
                    index, side, "id " + byId.id().value(), hex(Arrays.copyOfRange(bytes, start, bytes.length)));
        }
        if (framing instanceof Framing.ByGuid byGuid) {
            int start = header.isEmpty() ? byGuid.length() : 0;
            String guid = byGuid.guid().value().toString();
            return new Part(index, side, guid, hex(Arrays.copyOfRange(bytes, start, bytes.length)));
        }
        return new Part(index, side, "none", hex(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
