package dev.signet.broker.append;

import dev.signet.broker.BatchCounts;
import dev.signet.broker.BatchVerdict;
import dev.signet.broker.BatchVerdict.Tolerated;
import dev.signet.broker.RefusedRecord.Cause;
import dev.signet.broker.ValidationListener;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.ValidationMode;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker's log what enters although it was not found good: one line a topic, at once, and then every ten
 * seconds with the sum of what came meanwhile. Safe for use by many threads.
 */
final class MonitorLog implements ValidationListener {

    static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(MonitorLog.class);
    private static final Cause[] CAUSES = Cause.values();

    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Sum> sums = new ConcurrentHashMap<>();

    MonitorLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What came since the last line about a topic. */
    private static final class Sum {
        private final long[] faults = new long[CAUSES.length];
        private long unchecked;
        private long linesFrom;

        Sum(long linesFrom) {
            this.linesFrom = linesFrom;
        }

        void add(Tolerated verdict, BatchCounts counts) {
            for (Cause cause : CAUSES) {
                faults[cause.ordinal()] += verdict.records().isEmpty() ? 0 : counts.faults(cause);
            }
            unchecked += verdict.unchecked();
        }

        String told() {
            String all = Stream.concat(
                            Stream.of(CAUSES)
                                    .filter(cause -> faults[cause.ordinal()] > 0)
                                    .map(cause -> faults[cause.ordinal()] + " " + cause),
                            unchecked == 0 ? Stream.empty() : Stream.of(unchecked + " unchecked"))
                    .collect(Collectors.joining(", "));
            Arrays.fill(faults, 0);
            unchecked = 0;
            return all;
        }
    }

    @Override
    public void looked(TopicPolicy policy, int partition, BatchVerdict verdict, BatchCounts counts, long nanos) {
        if (verdict instanceof Tolerated tolerated) {
            long now = nanoTime.getAsLong();
            Sum sum = sums.computeIfAbsent(policy.topic(), unseen -> new Sum(now));
            synchronized (sum) {
                sum.add(tolerated, counts);
                if (now - sum.linesFrom >= 0) {
                    sum.linesFrom = now + PAUSE;
                    tell(policy, partition, tolerated, sum.told());
                }
            }
        }
    }

    private static void tell(TopicPolicy policy, int partition, Tolerated verdict, String sum) {
        String why = policy.mode() == ValidationMode.MONITOR
                ? "is only monitored"
                : "takes unchecked what cannot be looked up";
        String last = verdict.records().isEmpty()
                ? ""
                : "; in partition " + partition + ", "
                        + verdict.records().get(0).reason();
        LOG.warn("topic '{}' {}; let in since the last such line: {}{}", policy.topic(), why, sum, last);
    }
}
