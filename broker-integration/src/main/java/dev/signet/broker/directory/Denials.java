package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
import dev.signet.broker.SchemaAnswer.Pending;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The ids and GUIDs whose records one rule lets not pass, each for a short time. When there are too many, for the rule or
 * for all, further ones are not kept: their records stay undecided until older ones expire. Safe for use by many threads.
 */
final class Denials {

    private static final int MOST_EACH = 1_000;
    private static final int MOST_OF_ALL = 20_000;

    /**
     * An answer that lets no record pass.
     *
     * @param answer the answer; pending where the registry answers other questions, but not this one
     * @param at when it came
     * @param since when the first of a series of pending ones came
     */
    record Denial(SchemaAnswer answer, long at, long since) {
        boolean isPending() {
            return answer instanceof Pending;
        }

        private Denial followedBy(SchemaAnswer next, long now) {
            return new Denial(next, now, isPending() && next instanceof Pending ? since : now);
        }
    }

    private final ConcurrentHashMap<Object, Denial> denials = new ConcurrentHashMap<>();
    private final AtomicInteger ofAll;

    /**
     * None.
     *
     * @param ofAll how many all rules have together; shared among them
     */
    Denials(AtomicInteger ofAll) {
        this.ofAll = ofAll;
    }

    @Nullable
    Denial get(Object key) {
        return denials.get(key);
    }

    int size() {
        return denials.size();
    }

    synchronized void add(Object key, SchemaAnswer answer, long now) {
        Denial before = denials.get(key);
        if (before != null) {
            denials.put(key, before.followedBy(answer, now));
        } else if (denials.size() < MOST_EACH && ofAll.get() < MOST_OF_ALL) {
            denials.put(key, new Denial(answer, now, now));
            ofAll.incrementAndGet();
        }
    }

    synchronized void remove(Object key) {
        if (denials.remove(key) != null) {
            ofAll.decrementAndGet();
        }
    }

    /** Removes what is not believed any more; how long a question has had no answer outlives a pause of its askers. */
    synchronized void removeOld(long now) {
        denials.forEach((key, denial) -> {
            long kept = denial.isPending() ? Freshness.PRESENT_ASKED_AGAIN : Freshness.BELIEVED;
            if (now - denial.at() > kept) {
                remove(key);
            }
        });
    }

    synchronized void clear() {
        ofAll.addAndGet(-denials.size());
        denials.clear();
    }
}
