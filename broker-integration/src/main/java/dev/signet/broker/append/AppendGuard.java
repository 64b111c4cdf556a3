package dev.signet.broker.append;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchValidator;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Refused;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.Decompressor;
import dev.signet.broker.RefusalListener;
import dev.signet.broker.RefusedRecord;
import dev.signet.broker.SchemaDirectory;
import dev.signet.broker.ValidationListener;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicySettings;
import dev.signet.broker.policy.Refusals;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.ValidationMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.requests.ProduceResponse.RecordError;
import org.apache.kafka.storage.internals.log.RecordValidationException;

/**
 * Stands in front of the logs of one broker: silence lets an append through, an exception of Kafka's own refuses it.
 * Safe for use by many threads.
 */
public final class AppendGuard {

    /** The most that the records of one compressed batch may expand to; all together share {@link ExpansionBudget}. */
    public static final int MOST_EXPANDED_BYTES = 64 * 1024 * 1024;

    private static final Undecided AHEAD = new Undecided("an earlier batch of its producer waits");

    private final BatchValidator validator;
    private final TopicPolicies policies;
    private final FaultLog faults = new FaultLog(System::nanoTime);
    private final SendOrder order = new SendOrder(System::nanoTime);
    private final ThreadLocal<BatchCounts> counts = ThreadLocal.withInitial(BatchCounts::new);
    private final Audience audience;

    /** A guard that asks the directory, on a broker on which nothing is set broker-wide. */
    public AppendGuard(SchemaDirectory directory) {
        this(directory, PolicyDefaults.NONE);
    }

    /**
     * A guard that asks the directory and tells nobody but the broker's log.
     *
     * @param defaults what holds for topics that do not say it themselves
     */
    public AppendGuard(SchemaDirectory directory, PolicyDefaults defaults) {
        this(directory, defaults, ValidationListener.NONE, RefusalListener.NONE);
    }

    /**
     * A guard that asks the directory.
     *
     * @param defaults what holds for topics that do not say it themselves
     * @param counted is told what becomes of each append
     * @param refused is told of the records that are found bad
     */
    public AppendGuard(
            SchemaDirectory directory, PolicyDefaults defaults, ValidationListener counted, RefusalListener refused) {
        Decompressor decompressor = new KafkaDecompressor(MOST_EXPANDED_BYTES);
        this.validator = new BatchValidator(directory, decompressor);
        this.policies = new TopicPolicies(defaults);
        this.audience = new Audience(new MonitorLog(System::nanoTime), counted, refused, decompressor);
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
        check(settings(partition, config), partition, batches);
    }

    /** Looks at an append to a topic with this policy, of whose refused records nothing is wanted. */
    void check(TopicPolicy policy, TopicPartition partition, ByteBuffer batches) {
        check(new PolicySettings(policy, Refusals.NONE), partition, batches);
    }

    private void check(PolicySettings settings, TopicPartition partition, ByteBuffer batches) {
        TopicPolicy policy = settings.policy();
        if (policy.isOff()) {
            return;
        }
        long start = System.nanoTime();
        BatchCounts numbers = counts.get();
        BatchVerdict verdict = inOrder(policy, partition, batches, numbers);
        audience.tell(policy, partition, verdict, numbers, System.nanoTime() - start);
        audience.show(settings, partition, verdict, batches);
        if (verdict instanceof Undecided undecided) {
            throw undecided(partition, undecided.reason());
        }
        if (verdict instanceof Refused refused) {
            throw refusal(partition.topic(), refused);
        }
    }

    private BatchVerdict inOrder(
            TopicPolicy policy, TopicPartition partition, ByteBuffer batches, BatchCounts numbers) {
        if (policy.mode() == ValidationMode.ENFORCE && order.isAhead(partition, batches)) {
            numbers.clear();
            return AHEAD;
        }
        BatchVerdict verdict = verdict(policy, batches, numbers);
        if (verdict instanceof Undecided) {
            order.sendBack(partition, batches);
        } else {
            order.decide(partition, batches);
        }
        return verdict;
    }

    private static NotEnoughReplicasException undecided(TopicPartition partition, String reason) {
        return new NotEnoughReplicasException(
                "topic '" + partition.topic() + "' is validated: " + reason + "; send the batch again");
    }

    private PolicySettings settings(TopicPartition partition, AbstractConfig config) {
        try {
            return policies.of(partition, config);
        } catch (RuntimeException fault) {
            faults.tell("the settings of topic '" + partition.topic() + "' cannot be read", fault);
            throw undecided(partition, "its settings cannot be read inside the broker, whose log says why");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // outermost: behind it is Kafka's request thread
    private BatchVerdict verdict(TopicPolicy policy, ByteBuffer batches, BatchCounts numbers) {
        try {
            return validated(policy, batches, numbers);
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError fault) {
            faults.tell("validation failed on topic '" + policy.topic() + "'", fault);
            return policy.mode() == ValidationMode.MONITOR || isLeftAlone(policy)
                    ? BatchVerdict.Accepted.ACCEPTED
                    : new Undecided("validation failed inside the broker, whose log says why");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // behind a fault that has been logged
    private boolean isLeftAlone(TopicPolicy policy) {
        try {
            return validator.leavesAlone(policy);
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError again) {
            return false;
        }
    }

    private BatchVerdict validated(TopicPolicy policy, ByteBuffer batches, BatchCounts numbers) {
        if (batches.hasArray()) {
            int from = batches.arrayOffset() + batches.position();
            return validator.validate(policy, batches.array(), from, from + batches.remaining(), numbers);
        }
        byte[] copy = new byte[batches.remaining()];
        batches.duplicate().get(copy);
        return validator.validate(policy, copy, 0, copy.length, numbers);
    }

    private static RecordValidationException refusal(String topic, Refused refused) {
        // a client keeps one text a record, and a record may be refused for its key and for its value
        SortedMap<Integer, String> reasons = new TreeMap<>();
        for (RefusedRecord record : refused.records()) {
            reasons.merge(record.index(), record.reason(), (key, value) -> key + "; " + value);
        }
        if (refused.capped()) {
            reasons.computeIfPresent(
                    reasons.lastKey(),
                    (index, reason) -> reason + " (more records of this batch are refused than the " + reasons.size()
                            + " that are named)");
        }
        List<RecordError> errors = new ArrayList<>();
        reasons.forEach((index, reason) -> errors.add(new RecordError(index, reason)));
        return new RecordValidationException(new InvalidRecordException(summary(topic, refused)), errors);
    }

    private static String summary(String topic, Refused refused) {
        String first = refused.records().get(0).reason();
        long records = refused.records().stream()
                .mapToInt(RefusedRecord::index)
                .distinct()
                .count();
        if (records == 1) {
            return "topic '" + topic + "' is validated: " + first;
        }
        String count = refused.capped()
                ? "more than " + records + " records are refused, the first " + records + " are named"
                : records + " records are refused";
        return "topic '" + topic + "' is validated: " + count + "; " + first;
    }
}
