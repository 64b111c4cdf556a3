package dev.signet.server.consistency;

import dev.signet.server.registry.Caller;
import dev.signet.server.registry.Decision;
import dev.signet.server.registry.Footprint;
import dev.signet.server.registry.FootprintMark;
import dev.signet.server.registry.PreparedWrite;
import dev.signet.server.registry.SchemaStore;
import dev.signet.server.registry.Snapshot;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A store with the lock taken out: what was decided is written although others may have written meanwhile. */
final class UnlockedStore extends ForwardingStore {
    private static final Duration MEANWHILE = Duration.ofMillis(25);

    UnlockedStore(SchemaStore store) {
        super(store);
    }

    @Override
    public <T> Decision<T> update(Caller caller, Footprint footprint, Function<Snapshot, Decision<T>> decide) {
        Decision<T> decided = decide.apply(snapshot(footprint));
        LockSupport.parkNanos(MEANWHILE.toNanos());
        return super.update(caller, footprint, now -> decided);
    }

    @Override
    public boolean write(Caller caller, Footprint footprint, FootprintMark mark, PreparedWrite prepared) {
        LockSupport.parkNanos(MEANWHILE.toNanos());
        return super.write(caller, footprint, marked(footprint).mark(), prepared);
    }
}
