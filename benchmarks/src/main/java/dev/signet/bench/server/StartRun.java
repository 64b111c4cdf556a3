package dev.signet.bench.server;

import dev.signet.bench.program.Machine;
import dev.signet.bench.program.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * How long Signet takes until it is ready, and how much memory it holds when nobody asks anything.
 *
 * @param versions how many are stored, one row of the table each
 * @param forks how often it is started on each
 * @param idle how long it is left alone before its memory is read
 */
record StartRun(List<Integer> versions, int forks, Duration idle) {
    private static final String SUBJECTS = "/subjects?limit=-1";
    private static final String LATEST = "/schemas?latestOnly=true&limit=-1";

    static StartRun of(Options options) {
        return new StartRun(
                options.numbers("versions", "0,100000"),
                options.number("forks", 5),
                Duration.ofSeconds(options.number("idle", 5)));
    }

    /** Measures and prints. */
    void run(PrintStream out) {
        try (BenchDatabase database = BenchDatabase.start()) {
            Machine.describe(out);
            out.println(database.durability());
            out.println("| versions stored | ready ms, median | each start | idle MiB, median | each start |"
                    + " list of all subjects ms | all latest schemas ms |");
            out.println("|---|---|---|---|---|---|---|");
            List<String> names =
                    versions.stream().map(count -> seeded(database, count)).toList();
            double[][] ready = new double[versions.size()][forks];
            double[][] resident = new double[versions.size()][forks];
            double[][] listed = new double[versions.size()][forks];
            double[][] latest = new double[versions.size()][forks];
            for (int fork = 0; fork < forks; fork++) {
                for (int i = 0; i < versions.size(); i++) {
                    try (ServerProcess process = Peer.SIGNET.start(database.url(names.get(i)), Map.of())) {
                        ready[i][fork] = process.untilReady().toMillis();
                        LockSupport.parkNanos(idle.toNanos());
                        resident[i][fork] = process.residentMebibytes();
                        listed[i][fork] = millis(process, SUBJECTS);
                        latest[i][fork] = millis(process, LATEST);
                    }
                }
            }
            for (int i = 0; i < versions.size(); i++) {
                out.printf(
                        Locale.ROOT,
                        "| %d | %.0f | %s | %.0f | %s | %.0f | %.0f |%n",
                        versions.get(i),
                        Samples.median(ready[i]),
                        each(ready[i]),
                        Samples.median(resident[i]),
                        each(resident[i]),
                        Samples.median(listed[i]),
                        Samples.median(latest[i]));
            }
            out.println(Machine.load());
        }
    }

    /** The time of an answer, the second time. */
    private static double millis(ServerProcess process, String path) {
        try (Load load = new Load(process.port(), 1)) {
            load.ask(Request.get(path));
            long start = System.nanoTime();
            load.ask(Request.get(path));
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private static String seeded(BenchDatabase database, int count) {
        String name = database.create();
        // The first start migrates.
        Peer.SIGNET.start(database.url(name), Map.of()).close();
        try (Connection connection = database.connect(name)) {
            SeededVersions.write(connection, count);
            return name;
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("cannot store " + count + " versions", failed);
        }
    }

    private static String each(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.0f", value))
                .collect(Collectors.joining(", "));
    }
}
