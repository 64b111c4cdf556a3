package dev.signet.broker.report;

import dev.signet.broker.policy.TopicPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the appends to one topic, client by client: the first few clients by name, the rest in one sum. Safe for
 * use by many threads.
 */
final class TopicCounts {

    private final String topic;
    private final int mostClients;
    private final ConcurrentHashMap<String, Tally> clients = new ConcurrentHashMap<>();
    private final Tally others = new Tally();
    private volatile @Nullable TopicPolicy policy;

    /**
     * Nothing yet.
     *
     * @param mostClients how many clients are told apart
     */
    TopicCounts(String topic, int mostClients) {
        this.topic = topic;
        this.mostClients = mostClients;
    }

    String topic() {
        return topic;
    }

    /** Where the appends of a client are counted. */
    Tally of(String client) {
        Tally known = clients.get(client);
        return known != null ? known : newcomer(client);
    }

    private Tally newcomer(String client) {
        if (clients.size() >= mostClients) {
            return others;
        }
        synchronized (clients) {
            return clients.size() < mostClients
                    ? clients.computeIfAbsent(client, unseen -> new Tally())
                    : clients.getOrDefault(client, others);
        }
    }

    /** Remembers what was asked of the topic last. */
    void policy(TopicPolicy current) {
        // hardly ever another one: a write by each thread would have them fight for the cache line
        if (policy != current) {
            policy = current;
        }
    }

    Optional<TopicPolicy> policy() {
        return Optional.ofNullable(policy);
    }

    /** The clients that are told apart, by name. */
    Map<String, Tally> clients() {
        return new TreeMap<>(clients);
    }

    /** All further ones. */
    Tally others() {
        return others;
    }

    Tally sum() {
        List<Tally> all = new ArrayList<>(clients.values());
        all.add(others);
        return Tally.sumOf(all);
    }
}
