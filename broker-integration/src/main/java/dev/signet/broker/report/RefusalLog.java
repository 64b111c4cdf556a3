package dev.signet.broker.report;

import dev.signet.broker.RefusedRecord;
import dev.signet.broker.report.Refusal.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults that were found last: of each append the first few, of each topic the last hundred, and of all together as
 * many as a bounded memory holds. Safe for use by many threads.
 */
final class RefusalLog {

    /** How many faults of one append are remembered: a bad producer's next batch tells more than its hundredth record. */
    static final int MOST_OF_AN_APPEND = 10;

    /** How many faults of one topic are remembered. */
    static final int MOST_OF_A_TOPIC = 100;

    /** In how many topics; those that had none for longest make room. */
    static final int MOST_TOPICS = 1_000;

    private static final long MOST_WEIGHT = 16L * 1024 * 1024;

    private final long mostWeight;
    // all guarded by this; both hold the same faults, the oldest first, and the topic whose last is oldest
    private final Map<Long, Refusal> all = new LinkedHashMap<>();
    private final Map<String, Deque<Refusal>> byTopic = new LinkedHashMap<>();
    private long weight;
    private long numbers;
    private long told;
    private long untold;

    /**
     * Faults to be told of.
     *
     * @param refusals the oldest that nobody has been told of
     * @param lost how many more there were that are remembered no longer
     */
    record Batch(List<Refusal> refusals, long lost) {
        Batch {
            refusals = List.copyOf(refusals);
        }
    }

    RefusalLog() {
        this(MOST_WEIGHT);
    }

    RefusalLog(long mostWeight) {
        this.mostWeight = mostWeight;
    }

    /**
     * Remembers what was found in an append.
     *
     * @param place where and when
     * @param found the faults, in order
     * @param bytes the bytes that are to be remembered with the first of them, in the same order; none are if it is empty
     */
    void add(Place place, List<RefusedRecord> found, List<byte[]> bytes) {
        int kept = Math.min(found.size(), MOST_OF_AN_APPEND);
        synchronized (this) {
            for (int n = 0; n < kept; n++) {
                add(new Refusal(++numbers, place, found.get(n), n < bytes.size() ? bytes.get(n) : null));
            }
            untold += found.size() - kept;
        }
    }

    private void add(Refusal refusal) {
        String topic = refusal.place().topic();
        Deque<Refusal> ofTopic = lastTopic(topic);
        ofTopic.addLast(refusal);
        all.put(refusal.number(), refusal);
        weight += refusal.weight();
        if (ofTopic.size() > MOST_OF_A_TOPIC) {
            forget(ofTopic.getFirst());
        }
        while (weight > mostWeight) {
            forget(all.values().iterator().next());
        }
    }

    /** Those of the topic, which becomes the last in the order of topics; the first one makes room for it. */
    private Deque<Refusal> lastTopic(String topic) {
        Deque<Refusal> ofTopic = byTopic.remove(topic);
        if (ofTopic == null) {
            ofTopic = new ArrayDeque<>();
            if (byTopic.size() >= MOST_TOPICS) {
                List.copyOf(byTopic.values().iterator().next()).forEach(this::forget);
            }
        }
        byTopic.put(topic, ofTopic);
        return ofTopic;
    }

    /** The oldest of its topic goes. */
    private void forget(Refusal oldest) {
        String topic = oldest.place().topic();
        Deque<Refusal> ofTopic = byTopic.getOrDefault(topic, new ArrayDeque<>());
        ofTopic.pollFirst();
        if (ofTopic.isEmpty()) {
            byTopic.remove(topic);
        }
        all.remove(oldest.number());
        weight -= oldest.weight();
        untold += oldest.number() > told ? 1 : 0;
    }

    /** The last of a topic, the oldest first. */
    synchronized List<Refusal> of(String topic) {
        return List.copyOf(byTopic.getOrDefault(topic, new ArrayDeque<>()));
    }

    /** What nobody has been told of yet, the oldest first. */
    synchronized Batch untold(int most) {
        return new Batch(
                all.values().stream()
                        .filter(refusal -> refusal.number() > told)
                        .limit(most)
                        .toList(),
                untold);
    }

    /** These are being told: they are not handed out again. */
    synchronized void tell(Batch batch) {
        batch.refusals().forEach(refusal -> told = Math.max(told, refusal.number()));
        untold -= batch.lost();
    }

    /** How many are remembered. */
    synchronized int size() {
        return all.size();
    }
}
