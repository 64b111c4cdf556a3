package dev.signet.broker.append;

import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.SchemaDirectory;
import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.TopicPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.requests.ProduceResponse.RecordError;
import org.apache.kafka.storage.internals.log.RecordValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of the logs of one broker: silence lets an append through, an exception of Kafka's own refuses it.
 * Safe for use by many threads.
 */
public final class AppendGuard {

    /** The most that the records of one compressed batch may expand to. */
    public static final int MOST_EXPANDED_BYTES = 64 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AppendGuard.class);

    private final BatchValidator validator;
    private final TopicPolicies policies;
    private final SendOrder order = new SendOrder(System::nanoTime);

    /** A guard that asks the directory, on a broker on which nothing is set broker-wide. */
    public AppendGuard(SchemaDirectory directory) {
        this(directory, PolicyDefaults.NONE);
    }

    /**
     * A guard that asks the directory.
     *
     * @param defaults what holds for topics that do not say it themselves
     */
    public AppendGuard(SchemaDirectory directory, PolicyDefaults defaults) {
        this(new BatchValidator(directory, new KafkaDecompressor(MOST_EXPANDED_BYTES)), defaults);
    }

    /** A guard that asks the validator. */
    public AppendGuard(BatchValidator validator, PolicyDefaults defaults) {
        this.validator = validator;
        this.policies = new TopicPolicies(defaults);
    }

    /**
     * Looks at an append.
     *
     * @param partition where to
     * @param config the configuration of its log as it is now
     * @param batches the batches from position to limit; left as it was
     * @throws RecordValidationException if a record must not enter the log; names each such record
     * @throws NotEnoughReplicasException if it cannot be said yet; producers send again by themselves
     */
    void check(TopicPartition partition, AbstractConfig config, ByteBuffer batches) {
        check(policy(partition, config), partition, batches);
    }

    private void check(TopicPolicy policy, TopicPartition partition, ByteBuffer batches) {
        if (policy.isOff()) {
            return;
        }
        if (order.isAhead(partition, batches)) {
            throw undecided(partition, "an earlier batch of its producer waits");
        }
        BatchVerdict verdict = verdict(policy, batches);
        if (verdict instanceof Undecided undecided) {
            order.sendBack(partition, batches);
            throw undecided(partition, undecided.reason());
        }
        order.decide(partition, batches);
        if (verdict instanceof Refused refused) {
            throw refusal(partition.topic(), refused);
        }
    }

    private static NotEnoughReplicasException undecided(TopicPartition partition, String reason) {
        return new NotEnoughReplicasException(
                "topic '" + partition.topic() + "' is validated: " + reason + "; send the batch again");
    }

    private TopicPolicy policy(TopicPartition partition, AbstractConfig config) {
        try {
            return policies.of(partition, config).policy();
        } catch (RuntimeException fault) {
            LOG.error("the settings of topic '{}' cannot be read", partition.topic(), fault);
            throw undecided(partition, "its settings cannot be read inside the broker, whose log says why");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // outermost: behind it is Kafka's request thread
    private BatchVerdict verdict(TopicPolicy policy, ByteBuffer batches) {
        SubjectPresence presence = SubjectPresence.PENDING;
        try {
            presence = validator.presence(policy);
            return validated(policy, presence, batches);
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError fault) {
            LOG.error("validation failed on topic '{}' ({})", policy.topic(), presence, fault);
            return presence == SubjectPresence.ABSENT
                    ? BatchVerdict.Accepted.ACCEPTED
                    : new Undecided("validation failed inside the broker, whose log says why");
        }
    }

    private BatchVerdict validated(TopicPolicy policy, SubjectPresence presence, ByteBuffer batches) {
        if (batches.hasArray()) {
            int from = batches.arrayOffset() + batches.position();
            return validator.validate(policy, presence, batches.array(), from, from + batches.remaining());
        }
        byte[] copy = new byte[batches.remaining()];
        batches.duplicate().get(copy);
        return validator.validate(policy, presence, copy, 0, copy.length);
    }

    private static RecordValidationException refusal(String topic, Refused refused) {
        List<RecordError> errors = new ArrayList<>();
        for (RefusedRecord record : refused.records()) {
            errors.add(new RecordError(record.index(), record.reason()));
        }
        if (refused.capped()) {
            int last = errors.size() - 1;
            RefusedRecord named = refused.records().get(last);
            errors.set(
                    last,
                    new RecordError(
                            named.index(),
                            named.reason() + " (more records of this batch are refused than the " + errors.size()
                                    + " that are named)"));
        }
        return new RecordValidationException(new InvalidRecordException(summary(topic, refused)), errors);
    }

    private static String summary(String topic, Refused refused) {
        List<RefusedRecord> records = refused.records();
        String first = records.get(0).reason();
        if (records.size() == 1) {
            return "topic '" + topic + "' is validated: " + first;
        }
        String count = refused.capped()
                ? "more than " + records.size() + " records are refused, the first " + records.size() + " are named"
                : records.size() + " records are refused";
        return "topic '" + topic + "' is validated: " + count + "; " + first;
    }
}
