package dev.signet.broker;

import dev.signet.broker.policy.TopicPolicy;

/**
 * Is told what became of each append to a topic that is validated or watched: the port on which counters, metrics and
 * reports are built.
 *
 * <p>Called on the broker's request threads, once an append, after the verdict: implementations never block, never do
 * I/O, never throw, and allocate nothing for {@link BatchVerdict.Accepted}. Safe for use by many threads.
 */
public interface ValidationListener {

    /** Counts nothing. */
    ValidationListener NONE = (policy, partition, verdict, counts, nanos) -> {};

    /**
     * An append was looked at.
     *
     * @param policy what is asked of the topic, whose name it carries
     * @param partition the number of the partition
     * @param verdict what became of the append. {@link BatchVerdict.Undecided}: it was sent back and will come again, so
     *     that its counts are not to be added up
     * @param counts its numbers; valid during the call only
     * @param nanos how long all of it took
     */
    void looked(TopicPolicy policy, int partition, BatchVerdict verdict, BatchCounts counts, long nanos);
}
