package dev.signet.broker.report;

import dev.signet.broker.policy.TopicPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What became of the appends on one broker, topic by topic: a thousand by name, the rest in one sum. Topics that nobody
 * has written to for a minute or two make room for others; what they came to stays in the sum. Safe for use by many
 * threads.
 */
final class BrokerCounts {

    /** How many topics are told apart. */
    static final int MOST_TOPICS = 1_000;

    /** How many clients of a topic are told apart. */
    static final int MOST_CLIENTS = 10;

    /** How often room is made at most. */
    static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private static final int LONGEST_CLIENT = 250;

    private final ConcurrentHashMap<String, TopicCounts> topics = new ConcurrentHashMap<>();
    private final TopicCounts others = new TopicCounts("", 0);
    private final LongSupplier nanoTime;
    // both are written under the lock of topics; how many appends a topic had when room was made last
    private final Map<String, Long> appends = new HashMap<>();
    private volatile long makingRoomFrom;

    BrokerCounts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.makingRoomFrom = nanoTime.getAsLong();
    }

    /** Where the appends of a client to a topic are counted. Remembers the policy. */
    Tally of(TopicPolicy policy, String client) {
        TopicCounts topic = of(policy.topic());
        topic.policy(policy);
        return topic.of(name(client));
    }

    private TopicCounts of(String topic) {
        TopicCounts known = topics.get(topic);
        return known != null ? known : newcomer(topic);
    }

    private TopicCounts newcomer(String topic) {
        if (topics.size() >= MOST_TOPICS && nanoTime.getAsLong() - makingRoomFrom < 0) {
            return others;
        }
        synchronized (topics) {
            if (topics.size() >= MOST_TOPICS) {
                makeRoom();
            }
            return topics.size() < MOST_TOPICS
                    ? topics.computeIfAbsent(topic, unseen -> new TopicCounts(unseen, MOST_CLIENTS))
                    : topics.getOrDefault(topic, others);
        }
    }

    private void makeRoom() {
        long now = nanoTime.getAsLong();
        if (now - makingRoomFrom < 0) {
            return;
        }
        makingRoomFrom = now + PAUSE;
        for (TopicCounts topic : List.copyOf(topics.values())) {
            Tally sum = topic.sum();
            if (appends.getOrDefault(topic.topic(), -1L) == sum.appends()) {
                topics.remove(topic.topic());
                others.others().add(sum);
            }
        }
        appends.clear();
        topics.values().forEach(topic -> appends.put(topic.topic(), topic.sum().appends()));
    }

    /** Clients choose their names, which may have any length. */
    static String name(String client) {
        return client.length() <= LONGEST_CLIENT ? client : client.substring(0, LONGEST_CLIENT);
    }

    /** The topics that are told apart, by name. */
    List<TopicCounts> topics() {
        List<TopicCounts> all = new ArrayList<>(topics.values());
        all.sort(Comparator.comparing(TopicCounts::topic));
        return all;
    }

    /** All further topics. */
    Tally others() {
        return others.sum();
    }

    Tally sum() {
        List<Tally> all = new ArrayList<>();
        topics.values().forEach(topic -> all.add(topic.sum()));
        all.add(others());
        return Tally.sumOf(all);
    }
}
