package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts for how long the schemas of a change set are needed by others of it. Confined to one thread. */
final class ParsedUses {
    private final ChangeOrder order;
    private final Map<Subject, Integer> open = new HashMap<>();
    private final Map<Subject, Set<ContextId>> published = new HashMap<>();

    ParsedUses(ChangeOrder order) {
        this.order = order;
        for (int place : order.order()) {
            open.merge(order.subject(place), 1, Integer::sum);
            order.needed(place).forEach(subject -> open.merge(subject, 1, Integer::sum));
        }
    }

    /** A subject has got a schema. */
    void published(Subject subject, ContextId id) {
        published.computeIfAbsent(subject, any -> new HashSet<>()).add(id);
    }

    /** A schema was judged, which needs nothing more. */
    void judged(int place) {
        done(order.subject(place));
        order.needed(place).forEach(this::done);
    }

    private void done(Subject subject) {
        if (open.merge(subject, -1, Integer::sum) == 0) {
            published.remove(subject);
        }
    }

    /** The schemas that others still wait for. */
    Set<ContextId> needed() {
        Set<ContextId> needed = new HashSet<>();
        published.values().forEach(needed::addAll);
        return needed;
    }
}
