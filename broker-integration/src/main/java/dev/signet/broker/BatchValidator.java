package dev.signet.broker;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.policy.SidePolicy;
import dev.signet.broker.policy.TopicPolicy;
import dev.signet.broker.policy.Validation;

/**
 * Says whether the records of a produce request may enter the log.
 *
 * <p>Walks batches of record format 2 as the protocol lays them out, and checks keys and values as the topic's policy
 * says: a schema id or GUID in front or in a header, the schema belongs to the subject that the policy asks for, the
 * payload is exactly one datum of that schema. Nothing is allocated for a good uncompressed batch. Safe for use by many
 * threads.
 */
public final class BatchValidator {

    /** At most this many keys and values are named in one verdict. */
    public static final int MOST_REFUSALS = 100;

    private final SchemaDirectory directory;
    private final Decompressor decompressor;
    private final ThreadLocal<BatchWalk> walks;

    public BatchValidator(SchemaDirectory directory, Decompressor decompressor) {
        this.directory = directory;
        this.decompressor = decompressor;
        this.walks = ThreadLocal.withInitial(this::walk);
    }

    private BatchWalk walk() {
        return new BatchWalk(directory, decompressor);
    }

    /**
     * Whether nothing of the topic is checked right now: each side is off, or automatic while no subject exists for it.
     */
    public boolean leavesAlone(TopicPolicy policy) {
        return leavesAlone(policy.key()) && leavesAlone(policy.value());
    }

    private boolean leavesAlone(SidePolicy side) {
        return side.isOff()
                || side.validation() == Validation.AUTO && directory.presence(side.rule()) == SubjectPresence.ABSENT;
    }

    /**
     * The verdict over the batches between two indexes of an array.
     *
     * <p>A side that is checked automatically, and whose subject did not exist when it was last asked for, is watched:
     * the first few ids of what looks framed are still looked up, and if one turns out to belong to the subject that the rule asks for, that
     * subject exists after all and the side is checked in full; until they have been looked up the answer is undecided.
     * Everything else of that side enters.
     *
     * <p>Where the topic is only monitored, the verdict is never {@link BatchVerdict.Refused} and never
     * {@link BatchVerdict.Undecided}.
     *
     * @param policy the topic's policy
     * @param bytes the array
     * @param from index of the first batch's first byte
     * @param to index behind the last byte; an incomplete last batch is passed over, as the log does
     * @param counts is filled with the numbers of this call
     */
    public BatchVerdict validate(TopicPolicy policy, byte[] bytes, int from, int to, BatchCounts counts) {
        if (policy.isOff()) {
            counts.clear();
            return Accepted.ACCEPTED;
        }
        return walks.get().verdict(policy, bytes, from, to, counts);
    }
}
