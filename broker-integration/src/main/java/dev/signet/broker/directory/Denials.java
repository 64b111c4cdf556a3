package dev.signet.broker.directory;

import dev.signet.broker.SchemaAnswer;
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

    /** An answer that lets no record pass, and when it came. */
    record Denial(SchemaAnswer answer, long at) {}

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
        boolean room = denials.size() < MOST_EACH && ofAll.get() < MOST_OF_ALL;
        if ((room || denials.containsKey(key)) && denials.put(key, new Denial(answer, now)) == null) {
            ofAll.incrementAndGet();
        }
    }

    synchronized void remove(Object key) {
        if (denials.remove(key) != null) {
            ofAll.decrementAndGet();
        }
    }

    synchronized void removeOlderThan(long time) {
        denials.forEach((key, denial) -> {
            if (denial.at() - time < 0) {
                remove(key);
            }
        });
    }

    synchronized void clear() {
        ofAll.addAndGet(-denials.size());
        denials.clear();
    }
}
