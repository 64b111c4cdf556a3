package dev.signet.bench.server;

import java.time.Duration;

/**
 * What one window of load on one peer showed.
 *
 * @param perSecond answered requests a second
 * @param p50 median latency in milliseconds
 * @param p99 latency that one request in a hundred exceeded, in milliseconds
 * @param serverMicros processor time of the server a request, in microseconds
 * @param databaseMicros processor time of PostgreSQL a request, in microseconds, everything it did meanwhile included
 * @param refused requests that were not answered with 200
 */
record Sample(double perSecond, double p50, double p99, double serverMicros, double databaseMicros, long refused) {

    /** Loads a peer for a time. */
    static Sample take(Target target, BenchDatabase database, Load load, Operation operation, Duration time) {
        Duration server = target.process().processorTime();
        Duration postgres = database.processorTime();
        Load.Window window = load.run(time, target.workload().source(operation));
        Duration serverUsed = target.process().processorTime().minus(server);
        Duration postgresUsed = database.processorTime().minus(postgres);
        return new Sample(
                window.perSecond(),
                window.latencyMillis(0.50),
                window.latencyMillis(0.99),
                micros(serverUsed, window),
                micros(postgresUsed, window),
                window.refused());
    }

    private static double micros(Duration used, Load.Window window) {
        return used.toNanos() / 1e3 / Math.max(1, window.requests());
    }
}
