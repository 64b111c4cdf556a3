package dev.signet.broker.directory;

import dev.signet.broker.SubjectPresence;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What has been learnt about one subject. Times are in nanoseconds of one monotonic clock. */
final class SubjectState {

    private static final long NOTED_AFTER = TimeUnit.SECONDS.toNanos(1);

    /**
     * The last answer about the subject's existence.
     *
     * @param said present or absent
     * @param at when the question was sent if it is there, when the answer came if not
     */
    record Existence(SubjectPresence said, long at) {}

    private final Pace pace;
    private volatile @Nullable Existence existence;
    private volatile long wantedAt;
    private volatile long usedAt;

    SubjectState(long now) {
        wantedAt = now;
        usedAt = now;
        pace = new Pace(now);
    }

    @Nullable
    Existence existence() {
        return existence;
    }

    /** Somebody was told that the subject is absent, or asked while that was unknown. */
    void wanted(long now) {
        wantedAt = now;
    }

    long wantedAt() {
        return wantedAt;
    }

    /** Somebody asked. */
    void used(long now) {
        if (now - usedAt > NOTED_AFTER) {
            usedAt = now;
        }
    }

    long usedAt() {
        return usedAt;
    }

    /** How often its existence is asked for while no answer comes. */
    Pace pace() {
        return pace;
    }

    /** Takes in what was once said, unless something has been said since. */
    synchronized void remember(Existence once) {
        if (existence == null) {
            existence = once;
        }
    }

    /** Takes in that it was there at a time; true if that is new. */
    synchronized boolean present(long at) {
        Existence last = existence;
        long newest = last == null ? at : at - last.at() < 0 ? last.at() : at;
        existence = new Existence(SubjectPresence.PRESENT, newest);
        return last == null || last.said() != SubjectPresence.PRESENT;
    }

    /** Takes in that a question sent at a time found no subject, unless it has been seen since; true if that is new. */
    synchronized boolean absent(long sentAt, long now) {
        Existence last = existence;
        if (last != null && last.said() == SubjectPresence.PRESENT && last.at() - sentAt >= 0) {
            return false;
        }
        existence = new Existence(SubjectPresence.ABSENT, now);
        return last == null || last.said() != SubjectPresence.ABSENT;
    }
}
