package dev.signet.broker.directory;

import dev.signet.broker.directory.KnownSchema.Key;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that are known, a bounded number and weight of them. When there is no more room, the one goes that nobody
 * has used for longest, as far as has been noticed. Safe for use by many threads; looking takes no lock.
 */
final class KnownSchemas {

    private record GuidKey(Context context, SchemaGuid guid) {}

    private final int most;
    private final long mostWeight;
    private final ConcurrentHashMap<Key, KnownSchema> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<GuidKey, KnownSchema> byGuid = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    /** Guarded by this. */
    private long weight;

    private volatile long changes;

    KnownSchemas(int most, long mostWeight, LongSupplier nanoTime) {
        this.most = most;
        this.mostWeight = mostWeight;
        this.nanoTime = nanoTime;
    }

    @Nullable
    KnownSchema get(Key key) {
        return byId.get(key);
    }

    @Nullable
    KnownSchema get(Context context, SchemaGuid guid) {
        return byGuid.get(new GuidKey(context, guid));
    }

    Collection<KnownSchema> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    /** Grows with each one that comes, changes or goes. */
    long changes() {
        return changes;
    }

    synchronized void changed() {
        changes++;
    }

    /** Adds one; the one that is there already if there is. */
    synchronized KnownSchema add(KnownSchema schema) {
        KnownSchema before = byId.putIfAbsent(schema.key(), schema);
        if (before != null) {
            return before;
        }
        byGuid.putIfAbsent(new GuidKey(schema.context(), schema.guid()), schema);
        weight += schema.content().weight();
        changes++;
        while ((byId.size() > most || weight > mostWeight) && byId.size() > 1) {
            forget(longestUnused(schema));
        }
        return schema;
    }

    private KnownSchema longestUnused(KnownSchema newest) {
        long now = nanoTime.getAsLong();
        return byId.values().stream()
                .filter(each -> each != newest)
                .max(Comparator.comparingLong(each -> now - each.usedAt(now)))
                .orElse(newest);
    }

    /** Removes one, and from every rule that answers with it. */
    synchronized void remove(KnownSchema schema) {
        if (byId.get(schema.key()) == schema) {
            forget(schema);
        }
    }

    private void forget(KnownSchema schema) {
        byId.remove(schema.key(), schema);
        byGuid.remove(new GuidKey(schema.context(), schema.guid()), schema);
        weight -= schema.content().weight();
        changes++;
        schema.leave();
    }
}
