package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Known;
import dev.signet.broker.SubjectPresence;
import dev.signet.schema.SchemaGuid;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What has been learnt about one subject. Times are in nanoseconds of one monotonic clock. */
final class SubjectState {

    /** More negative answers than this are not kept: their records stay undecided until older ones expire. */
    private static final int MOST_DENIALS = 10_000;

    /**
     * The last answer about the subject's existence.
     *
     * @param said present or absent
     * @param at when the answer came
     * @param held whether the registry could not be asked since
     */
    record Existence(SubjectPresence said, long at, boolean held) {}

    /** An answer that lets no record pass, and when it came. */
    record Denial(SchemaAnswer answer, long at) {}

    private final ConcurrentHashMap<Object, Denial> denials = new ConcurrentHashMap<>();
    private volatile IdTable<Known> known = IdTable.empty();
    private volatile IdTable<Known> knownByGuid = IdTable.empty();
    private volatile @Nullable Existence existence;
    private volatile long wantedAt;

    @Nullable
    Existence existence() {
        return existence;
    }

    @Nullable
    Known known(int id) {
        return known.get(id);
    }

    @Nullable
    Known known(long guidHigh, long guidLow) {
        return knownByGuid.get(guidHigh, guidLow);
    }

    /** The last answer about an id or a GUID, if it let no record pass. */
    @Nullable
    Denial denial(Object key) {
        return denials.get(key);
    }

    /** Somebody was told that the subject is absent, or asked while that was unknown. */
    void wanted(long now) {
        wantedAt = now;
    }

    long wantedAt() {
        return wantedAt;
    }

    synchronized void present(long now) {
        existence = new Existence(SubjectPresence.PRESENT, now, false);
    }

    /** Takes in that a question sent at {@code askedAt} found no subject, unless it has been seen since. */
    synchronized void absent(long askedAt, long now) {
        Existence last = existence;
        if (last != null && last.said() == SubjectPresence.PRESENT && last.at() - askedAt >= 0) {
            return;
        }
        existence = new Existence(SubjectPresence.ABSENT, now, false);
        known = IdTable.empty();
        knownByGuid = IdTable.empty();
    }

    /** The registry could not be asked: the last answer holds until it can. */
    synchronized void hold() {
        Existence last = existence;
        if (last != null && !last.held()) {
            existence = new Existence(last.said(), last.at(), true);
        }
    }

    synchronized void learn(int id, Known schema, long now) {
        known = known.with(id, schema);
        denials.remove(id);
        present(now);
    }

    synchronized void learn(SchemaGuid guid, Known schema, long now) {
        UUID value = guid.value();
        knownByGuid = knownByGuid.with(value.getMostSignificantBits(), value.getLeastSignificantBits(), schema);
        denials.remove(guid);
        present(now);
    }

    void deny(Object key, SchemaAnswer answer, long now, long believed) {
        if (denials.size() >= MOST_DENIALS) {
            denials.values().removeIf(denial -> now - denial.at() > believed);
        }
        if (denials.size() < MOST_DENIALS) {
            denials.put(key, new Denial(answer, now));
        }
    }
}
