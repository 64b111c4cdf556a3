package dev.signet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.Decompressor.Expansion;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.schema.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

/** The walk sees the values that Kafka's own reader sees, in good batches and in damaged ones. */
class BatchWalkProperties {

    private static final int ROUNDS = Integer.getInteger("signet.test.batches", 20_000);

    private final List<byte[]> seen = new ArrayList<>();
    private final DirectoryTwin directory = new DirectoryTwin()
            .subject("t-value", SubjectPresence.PRESENT)
            .schema(7, new Known(Subject.of("t-value"), new Recorder(), false));
    private final BatchValidator validator =
            new BatchValidator(directory, (codec, bytes, from, to) -> new Expansion.Broken("not here"));
    private final TopicPolicy policy = TopicPolicy.standard("t");

    private final class Recorder implements PayloadCheck {
        @Override
        public boolean accepts(byte[] bytes, int from, int to) {
            seen.add(java.util.Arrays.copyOfRange(bytes, from, to));
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
    void what_is_accepted_reads_the_same_through_kafka() {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        System.out.println("BatchWalkProperties seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int damagedAndAccepted = 0;

        for (int round = 0; round < ROUNDS; round++) {
            byte[] batch = randomBatch(random);
            boolean damaged = random.nextInt(4) != 0;
            if (damaged) {
                batch[61 + random.nextInt(batch.length - 61)] ^= (byte) (1 << random.nextInt(8));
            }
            seen.clear();
            BatchVerdict verdict = validator.validate(policy, batch, 0, batch.length, new BatchCounts());
            if (verdict == Accepted.ACCEPTED) {
                damagedAndAccepted += damaged ? 1 : 0;
                assertThat(seen).as("seed %d round %d", seed, round).containsExactlyElementsOf(payloads(batch));
            } else {
                assertThat(damaged)
                        .as("seed %d round %d: %s", seed, round, verdict)
                        .isTrue();
            }
        }
        assertThat(damagedAndAccepted).isPositive();
    }

    private static byte[] randomBatch(SplittableRandom random) {
        List<byte[]> values = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int n = 0; n < count; n++) {
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            values.add(random.nextInt(10) == 0 ? Batches.TOMBSTONE : Batches.framed(7, payload));
        }
        return Batches.of(CompressionType.NONE, values);
    }

    private static List<byte[]> payloads(byte[] batch) {
        List<byte[]> payloads = new ArrayList<>();
        for (RecordBatch records :
                MemoryRecords.readableRecords(ByteBuffer.wrap(batch)).batches()) {
            assertThat(records).isInstanceOf(DefaultRecordBatch.class);
            for (Record record : records) {
                if (record.hasValue()) {
                    ByteBuffer value = record.value();
                    byte[] payload = new byte[value.remaining() - 5];
                    value.position(value.position() + 5).get(payload);
                    payloads.add(payload);
                }
            }
        }
        return payloads;
    }
}
