package dev.signet.bench.server;

import dev.signet.bench.program.Machine;
import dev.signet.bench.program.Options;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * New subjects on a database that is far away.
 *
 * @param peers who is measured
 * @param delay how much longer a round trip takes
 * @param connections HTTP connections
 * @param pool most database connections
 * @param forks how often a peer is started
 * @param windows how often it is loaded in a fork
 * @param window how long a window is
 */
record LatencyRun(
        List<Peer> peers, Duration delay, int connections, int pool, int forks, int windows, Duration window) {
    static LatencyRun of(Options options) {
        return new LatencyRun(
                options.list("peers", "SIGNET,APICURIO").stream()
                        .map(Peer::valueOf)
                        .toList(),
                Duration.ofMillis(options.number("delay", 15)),
                options.number("connections", 200),
                options.number("pool", 50),
                options.number("forks", 3),
                options.number("windows", 3),
                Duration.ofMillis(Math.round(options.decimal("seconds", 4) * 1_000)));
    }

    /** Measures and prints. */
    void run(PrintStream out) {
        try (BenchDatabase database = BenchDatabase.start()) {
            Machine.describe(out);
            out.println(database.durability());
            out.println(this);
            out.println("| peer | fork | registrations/s | round trips a registration | p50 ms | p99 ms | not 200 |"
                    + " database connections |");
            out.println("|---|---|---|---|---|---|---|---|");
            List<Double> ofSignet = new ArrayList<>();
            for (int fork = 0; fork < forks; fork++) {
                for (Peer peer : peers) {
                    Optional<String> missing = peer.missing();
                    missing.ifPresent(reason -> out.println("skipped: " + peer + ", " + reason));
                    if (missing.isEmpty()) {
                        double rate = fork(peer, database, fork, out);
                        if (peer == Peer.SIGNET) {
                            ofSignet.add(rate);
                        }
                    }
                }
            }
            double[] rates = ofSignet.stream().mapToDouble(Double::doubleValue).toArray();
            if (rates.length > 0) {
                out.printf(
                        Locale.ROOT, "median of Signet's forks: %.0f/s, %s%n", Samples.median(rates), Machine.load());
            }
        }
    }

    private double fork(Peer peer, BenchDatabase database, int fork, PrintStream out) {
        Map<String, String> settings = Map.of(
                "SIGNET_DB_CONNECTIONS", Integer.toString(pool),
                "APICURIO_DATASOURCE_JDBC_MAX_SIZE", Integer.toString(pool));
        try (LatencyProxy proxy = LatencyProxy.start(database.port(), delay);
                ServerProcess process = peer.start(BenchDatabase.url(database.create(), proxy.port()), settings);
                Load load = new Load(process.port(), connections)) {
            NewSubjects subjects = new NewSubjects(peer.basePath());
            load.run(window, subjects::next);
            double[] rates = new double[windows];
            for (int i = 0; i < windows; i++) {
                long before = proxy.roundTrips();
                Load.Window result = load.run(window, subjects::next);
                rates[i] = result.perSecond();
                out.printf(
                        Locale.ROOT,
                        "| %s | %d | %.0f | %.2f | %.0f | %.0f | %d | %d |%n",
                        peer,
                        fork + 1,
                        result.perSecond(),
                        (proxy.roundTrips() - before) / (double) result.requests(),
                        result.latencyMillis(0.5),
                        result.latencyMillis(0.99),
                        result.refused(),
                        proxy.connections());
            }
            return Samples.median(rates);
        }
    }
}
