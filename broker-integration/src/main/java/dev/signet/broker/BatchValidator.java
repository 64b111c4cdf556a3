package dev.signet.broker;

import dev.signet.broker.BatchVerdict.Accepted;
import dev.signet.broker.BatchVerdict.Undecided;
import dev.signet.broker.policy.TopicPolicy;

/**
 * Says whether the records of a produce request may enter the log.
 *
 * <p>Walks batches of record format 2 as the protocol lays them out and checks each value: magic byte 0 and a schema
 * id, the id belongs to the topic's subject, the payload is exactly one datum of that schema. A null value (a
 * tombstone) is accepted. Nothing is allocated for a good uncompressed batch. Safe for use by many threads.
 */
public final class BatchValidator {

    /** At most this many records are named in one verdict. */
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
     * Whether the topic's records are checked at all: present if they are, absent if the topic is left alone, pending
     * if that cannot be said yet.
     */
    public SubjectPresence presence(TopicPolicy policy) {
        return policy.isOff()
                ? SubjectPresence.ABSENT
                : directory.presence(policy.value().rule());
    }

    /**
     * The verdict over the batches between two indexes of an array.
     *
     * <p>Under {@link SubjectPresence#ABSENT} a value that looks framed is still looked up: if its id turns out to
     * belong to the topic's subject, that subject exists after all and everything is checked; until the id has been
     * looked up the answer is undecided.
     *
     * @param policy the topic's policy
     * @param presence what {@link #presence} said
     * @param bytes the array
     * @param from index of the first batch's first byte
     * @param to index behind the last byte; an incomplete last batch is passed over, as the log does
     */
    public BatchVerdict validate(TopicPolicy policy, SubjectPresence presence, byte[] bytes, int from, int to) {
        if (policy.isOff()) {
            return Accepted.ACCEPTED;
        }
        return switch (presence) {
            case PENDING ->
                new Undecided("whether subject '" + policy.value().rule().ofTopic() + "' exists is being looked up");
            case PRESENT -> walks.get().check(policy, bytes, from, to);
            case ABSENT -> walks.get().watch(policy, bytes, from, to);
        };
    }
}
