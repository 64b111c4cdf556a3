package dev.signet.broker.append;

import dev.signet.broker.AppendRecords;
import dev.signet.broker.BadAppend;
import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Tolerated;
import dev.signet.broker.Decompressor;
import dev.signet.broker.RefusalListener;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.ValidationListener;
import dev.signet.broker.policy.PolicySettings;
import dev.signet.broker.policy.TopicPolicy;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what becomes of appends; what goes wrong there changes no verdict. Safe for use by many threads. */
final class Audience {

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private final ValidationListener log;
    private final ValidationListener counted;
    private final RefusalListener refused;
    private final Decompressor decompressor;

    Audience(ValidationListener log, ValidationListener counted, RefusalListener refused, Decompressor decompressor) {
        this.log = log;
        this.counted = counted;
        this.refused = refused;
        this.decompressor = decompressor;
    }

    /** An append was looked at. */
    @SuppressWarnings("CatchingUnchecked") // who counts must not decide
    void tell(TopicPolicy policy, TopicPartition partition, BatchVerdict verdict, BatchCounts numbers, long nanos) {
        try {
            counted.looked(policy, partition.partition(), verdict, numbers, nanos);
            log.looked(policy, partition.partition(), verdict, numbers, nanos);
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError fault) {
            LOG.error("what became of an append to {} could not be counted", partition, fault);
        }
    }

    /** If faults were found, these are they. */
    @SuppressWarnings("CatchingUnchecked") // who remembers must not decide
    void show(PolicySettings settings, TopicPartition partition, BatchVerdict verdict, ByteBuffer batches) {
        List<RefusedRecord> found = found(verdict);
        if (found.isEmpty()) {
            return;
        }
        try {
            refused.found(new BadAppend(
                    partition.topic(),
                    partition.partition(),
                    settings.refusals(),
                    found,
                    verdict instanceof Tolerated,
                    indexes -> records(batches).at(indexes)));
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError fault) {
            LOG.error("what was refused of an append to {} could not be remembered", partition, fault);
        }
    }

    private static List<RefusedRecord> found(BatchVerdict verdict) {
        if (verdict instanceof Refused refusal) {
            return refusal.records();
        }
        return verdict instanceof Tolerated tolerated ? tolerated.records() : List.of();
    }

    private AppendRecords records(ByteBuffer batches) {
        byte[] copy = new byte[batches.remaining()];
        batches.duplicate().get(copy);
        return new AppendRecords(copy, 0, copy.length, decompressor);
    }
}
