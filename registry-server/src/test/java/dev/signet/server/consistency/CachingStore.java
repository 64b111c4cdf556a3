package dev.signet.server.consistency;

import dev.signet.schema.Subject;
import dev.signet.server.registry.SchemaStore;
import dev.signet.server.registry.VersionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store that answers a list of versions from memory for a moment, as a replica with a cache of its own would. */
final class CachingStore extends ForwardingStore {
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Map<Subject, Cached> lists = new ConcurrentHashMap<>();

    CachingStore(SchemaStore store) {
        super(store);
    }

    @Override
    public List<VersionState> versions(Subject subject) {
        long now = System.nanoTime();
        Cached cached = lists.compute(
                subject,
                (key, before) -> before != null && now - before.since() < MOMENT.toNanos()
                        ? before
                        : new Cached(now, super.versions(key)));
        return cached.versions();
    }

    private record Cached(long since, List<VersionState> versions) {}
}
