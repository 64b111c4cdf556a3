package dev.signet.broker.append;

import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicyKey;
import dev.signet.broker.policy.PolicyKeys;
import dev.signet.broker.policy.PolicySettings;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * What the configurations of one broker's logs come to. Each is read once: Kafka replaces the object when anything in it
 * changes, and from then on the new one is asked for. What is known costs one look and allocates nothing. Safe for use
 * by many threads.
 */
final class TopicPolicies {

    /** From how many partitions on those that are gone are swept out. */
    private static final int FIRST_SWEEP = 1_024;

    private final PolicyDefaults defaults;
    private final ConcurrentHashMap<TopicPartition, Read> read = new ConcurrentHashMap<>();
    private final AtomicInteger sweepAt = new AtomicInteger(FIRST_SWEEP);

    /** A configuration, for as long as its log has it, and what it came to. */
    private static final class Read extends WeakReference<AbstractConfig> {
        private final PolicySettings settings;

        Read(AbstractConfig config, PolicySettings settings) {
            super(config);
            this.settings = settings;
        }
    }

    TopicPolicies(PolicyDefaults defaults) {
        this.defaults = defaults;
    }

    /**
     * What is asked of a partition's records.
     *
     * @param config the configuration that its log has now
     * @throws IllegalArgumentException if a value in it cannot be, which Kafka refuses to set
     */
    PolicySettings of(TopicPartition partition, AbstractConfig config) {
        Read last = read.get(partition);
        return last != null && last.refersTo(config) ? last.settings : readAnew(partition, config);
    }

    private PolicySettings readAnew(TopicPartition partition, AbstractConfig config) {
        PolicySettings settings = PolicySettings.of(partition.topic(), set(config), defaults);
        if (read.size() >= sweepAt.get()) {
            read.values().removeIf(one -> one.refersTo(null));
            sweepAt.set(Math.max(FIRST_SWEEP, 2 * read.size()));
        }
        read.put(partition, new Read(config, settings));
        return settings;
    }

    /** For how many partitions something is remembered. */
    int size() {
        return read.size();
    }

    /** What is set on the topic, as it was written, and what Kafka itself keeps to on it. */
    private static Map<String, String> set(AbstractConfig config) {
        Map<String, Object> all = config.originals();
        Map<String, String> ours = new HashMap<>();
        for (PolicyKey<?> key : PolicyKeys.all()) {
            Object value = all.get(key.name());
            if (value != null) {
                ours.put(key.name(), value.toString());
            }
        }
        // unlike ours it has a default, and may be set broker-wide by Kafka's own means
        Object mostRecordBytes = config.values().get(PolicySettings.MOST_RECORD_BYTES);
        if (mostRecordBytes != null) {
            ours.put(PolicySettings.MOST_RECORD_BYTES, mostRecordBytes.toString());
        }
        return ours;
    }
}
