package dev.signet.server.metrics;

import dev.signet.server.http.Health;
import dev.signet.server.http.Readiness;
import dev.signet.server.postgres.PoolState;
import dev.signet.server.registry.CacheState;
import dev.signet.server.registry.Census;
import dev.signet.server.registry.StoreCondition;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Where the numbers come from that are asked for when somebody wants to see them.
 *
 * @param health whether the server is ready
 * @param condition whether the store is in reach
 * @param connections how the connections to it are used
 * @param caches how the caches do
 * @param census what is stored
 */
public record Parts(
        Health health,
        StoreCondition condition,
        Supplier<PoolState> connections,
        Supplier<List<CacheState>> caches,
        LatestCensus census) {
    void bindTo(MeterRegistry meters) {
        gauge(meters, "signet.ready", "1 if a probe is told that requests can be served", () -> {
            return health.ready().served() == Readiness.Served.NONE ? 0 : 1;
        });
        gauge(meters, "signet.degraded", "1 while the database is out of reach", () -> {
            return condition.outage().isPresent() ? 1 : 0;
        });
        bindConnections(meters);
        caches.get().forEach(cache -> bindCache(meters, cache.name()));
        bindCensus(meters);
    }

    private void bindConnections(MeterRegistry meters) {
        gauge(meters, "signet.db.connections.max", "Most connections to the database", () -> now().most());
        gauge(meters, "signet.db.connections.active", "Connections in use", () -> now().active());
        gauge(meters, "signet.db.connections.idle", "Connections not in use", () -> now().idle());
        gauge(meters, "signet.db.connections.waiting", "Requests that wait for one", () -> now().waiting());
        FunctionCounter.builder(
                        "signet.db.connections.timeouts",
                        connections,
                        from -> from.get().timeouts())
                .description("Requests that waited for one in vain")
                .register(meters);
    }

    private PoolState now() {
        return connections.get();
    }

    private void bindCache(MeterRegistry meters, String name) {
        count(meters, "signet.cache.hits", "What was found in a cache", name, CacheState::hits);
        count(meters, "signet.cache.misses", "What was not", name, CacheState::misses);
        Gauge.builder("signet.cache.entries", () -> cache(name, CacheState::entries))
                .description("How much a cache holds")
                .tag("cache", name)
                .register(meters);
        Gauge.builder("signet.cache.characters", () -> cache(name, CacheState::weight))
                .description("Its size in characters of schema text")
                .tag("cache", name)
                .register(meters);
    }

    private void count(
            MeterRegistry meters, String metric, String meaning, String name, ToDoubleFunction<CacheState> number) {
        FunctionCounter.builder(metric, caches, from -> cache(name, number))
                .description(meaning)
                .tag("cache", name)
                .register(meters);
    }

    private double cache(String name, ToDoubleFunction<CacheState> number) {
        return caches.get().stream()
                .filter(cache -> cache.name().equals(name))
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void bindCensus(MeterRegistry meters) {
        gauge(
                meters,
                "signet.subjects",
                "Subjects, estimated where there are very many",
                () -> stored(Census::subjects));
        gauge(meters, "signet.versions", "Versions, the same", () -> stored(Census::versions));
        gauge(meters, "signet.schemas", "Schema ids, the same", () -> stored(Census::schemas));
        MultiGauge remaining = MultiGauge.builder("signet.ids.remaining")
                .description("Schema ids that a context can still give away; the contexts with the fewest")
                .register(meters);
        census.tell(taken -> remaining.register(
                taken.counters().stream()
                        .map(counter -> MultiGauge.Row.of(
                                Tags.of("context", counter.context().name()), counter::remaining))
                        .toList(),
                true));
    }

    private double stored(Function<Census, Long> number) {
        return census.latest().map(number).map(Long::doubleValue).orElse(Double.NaN);
    }

    private static void gauge(MeterRegistry meters, String name, String meaning, Supplier<Number> value) {
        Gauge.builder(name, value).description(meaning).register(meters);
    }
}
