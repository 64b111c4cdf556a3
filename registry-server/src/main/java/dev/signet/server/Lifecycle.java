package dev.signet.server;

import dev.signet.server.ServerConfig.WhenDegraded;
import dev.signet.server.http.Health;
import dev.signet.server.http.Readiness;
import dev.signet.server.registry.Outage;
import dev.signet.server.registry.StoreCondition;
import java.util.function.BooleanSupplier;

/**
 * Where a server is between its start and its end, and what probes are told. A server that has been ready stays so
 * while its store is out of reach, as long as it can tell something: taken out of service together, as the one database
 * would have it, its replicas could not even tell what they know. Safe for concurrent use.
 */
final class Lifecycle implements Health {
    private final StoreCondition store;
    private final BooleanSupplier knowsSomething;
    private final WhenDegraded whenDegraded;
    private volatile Phase phase = Phase.STARTING;

    private enum Phase {
        STARTING,
        SERVING,
        DRAINING
    }

    /**
     * A server that starts.
     *
     * @param knowsSomething whether any read could be answered without the store
     */
    Lifecycle(StoreCondition store, BooleanSupplier knowsSomething, WhenDegraded whenDegraded) {
        this.store = store;
        this.knowsSomething = knowsSomething;
        this.whenDegraded = whenDegraded;
    }

    void serve() {
        phase = Phase.SERVING;
    }

    void drain() {
        phase = Phase.DRAINING;
    }

    @Override
    public boolean started() {
        return phase != Phase.STARTING;
    }

    @Override
    public Readiness ready() {
        return switch (phase) {
            case STARTING -> Readiness.down("the server has not been ready yet");
            case DRAINING -> Readiness.down("the server is stopping");
            case SERVING -> store.outage().map(this::during).orElse(Readiness.UP);
        };
    }

    private Readiness during(Outage outage) {
        String reason = outage.reason() + " since " + outage.since();
        if (whenDegraded == WhenDegraded.NOT_READY) {
            return Readiness.down(reason);
        }
        return knowsSomething.getAsBoolean()
                ? Readiness.degraded(reason + "; known schemas are served by id, everything else fails")
                : Readiness.down(reason + "; no schema is known yet");
    }
}
