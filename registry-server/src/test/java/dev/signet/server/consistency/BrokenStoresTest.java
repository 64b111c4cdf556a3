package dev.signet.server.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.avro.AvroFormat;
import dev.signet.schema.format.SchemaFormats;
import dev.signet.server.consistency.Violation.Promise;
import dev.signet.server.http.HttpServer;
import dev.signet.server.http.HttpSettings;
import dev.signet.server.http.Readiness;
import dev.signet.server.registry.InMemorySchemaStore;
import dev.signet.server.registry.Registry;
import dev.signet.server.registry.RegistrySettings;
import dev.signet.server.registry.SchemaStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The check of {@link LinearizabilityIT} passes on a sound store, and fails on stores that it must fail on. */
class BrokenStoresTest {
    private static final long SEED = 20261121L;
    private static final int REQUESTS = 600;
    private static final int RUNS = 20;

    @Test
    void a_sound_store_keeps_every_promise() {
        assertThat(violations(SEED, store -> store)).isEmpty();
    }

    @Test
    void a_store_with_the_lock_taken_out_is_found_out() {
        Set<Promise> broken = EnumSet.of(Promise.NO_VIOLATING_PAIR, Promise.LINEARIZABLE);

        assertThat(found(broken, UnlockedStore::new)).containsAll(broken);
    }

    @Test
    void a_store_with_a_cached_read_is_found_out() {
        Set<Promise> broken = EnumSet.of(Promise.NO_STALE_READ, Promise.LINEARIZABLE);

        assertThat(found(broken, CachingStore::new)).containsAll(broken);
    }

    @Test
    void a_store_whose_marks_stand_still_is_found_out() {
        Set<Promise> broken = EnumSet.of(Promise.LINEARIZABLE);

        assertThat(found(broken, StuckStore::new)).containsAll(broken);
    }

    /** The promises that some runs find broken, mostly one: as many as it takes to find these. */
    private static Set<Promise> found(Set<Promise> wanted, UnaryOperator<SchemaStore> damage) {
        Set<Promise> found = EnumSet.noneOf(Promise.class);
        for (int run = 0; run < RUNS && !found.containsAll(wanted); run++) {
            violations(SEED + run, damage).forEach(violation -> found.add(violation.promise()));
        }
        return found;
    }

    /** What is found on three replicas, each with its own view of one store. */
    private static List<Violation> violations(long seed, UnaryOperator<SchemaStore> view) {
        SchemaStore store = new InMemorySchemaStore();
        try (LocalReplicas replicas = new LocalReplicas()) {
            for (int i = 0; i < 3; i++) {
                replicas.add(view.apply(store));
            }
            Workload workload = new Workload(replicas);
            List<Operation> history = workload.run(8, 1_000, seed, () -> workload.asked() < REQUESTS);
            List<Violation> violations = HistoryChecker.violations(history, Level.FULL);
            System.out.printf("seed %d: %d requests, %d violations%n", seed, history.size(), violations.size());
            return violations;
        }
    }

    private static final class LocalReplicas implements Replicas, AutoCloseable {
        private final List<HttpServer> servers = new ArrayList<>();

        void add(SchemaStore store) {
            Registry registry = new Registry(
                    store,
                    new SchemaFormats(new AvroFormat()),
                    new RegistrySettings(CompatibilityLevel.FULL, true, 1 << 20));
            servers.add(HttpServer.start(
                    registry,
                    () -> Readiness.UP,
                    new HttpSettings(
                            new HttpSettings.Listening("127.0.0.1", 0, Duration.ofSeconds(5), 500),
                            new HttpSettings.Bodies(1 << 20, Duration.ofSeconds(5)),
                            new HttpSettings.Load(12, 200, Duration.ofSeconds(5)),
                            new HttpSettings.Draining(Duration.ZERO, Duration.ofSeconds(2)),
                            HttpSettings.ConflictCode.CURRENT,
                            HttpSettings.RequestLog.FAULTS)));
        }

        @Override
        public int count() {
            return servers.size();
        }

        @Override
        public URI uri(int replica) {
            return URI.create("http://127.0.0.1:" + servers.get(replica).port() + "/");
        }

        @Override
        public void close() {
            servers.forEach(HttpServer::close);
        }
    }
}
