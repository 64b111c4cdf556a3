package dev.signet.bench.server;

import dev.signet.bench.program.Machine;
import dev.signet.bench.program.Options;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the peers, which run at the same time on one PostgreSQL, in short windows that take turns: what disturbs the
 * machine for a while disturbs all of them. A fork starts every peer anew.
 *
 * @param peers who is measured
 * @param operations what they are asked
 * @param connections how many clients ask at a time
 * @param forks how often all peers are started
 * @param windows how often each peer is loaded in a fork
 * @param window how long a window is
 * @param warmUp how long each operation is run before any window
 * @param recording where Signet's flight recording goes; empty for none, as it costs
 */
record LoadRun(
        List<Peer> peers,
        List<Operation> operations,
        List<Integer> connections,
        int forks,
        int windows,
        Duration window,
        Duration warmUp,
        String recording) {
    private static final int WARM_UP_CONNECTIONS = 8;

    static LoadRun of(Options options, String operations, String connections, String peers) {
        return new LoadRun(
                options.list("peers", peers).stream().map(Peer::valueOf).toList(),
                options.list("operations", operations).stream()
                        .map(Operation::valueOf)
                        .toList(),
                options.numbers("connections", connections),
                options.number("forks", 3),
                options.number("windows", 3),
                millis(options.decimal("seconds", 1.5)),
                millis(options.decimal("warm-up", 4)),
                options.text("recording", ""));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** Measures and prints. */
    void run(PrintStream out) {
        List<Peer> present = new ArrayList<>();
        for (Peer peer : peers) {
            Optional<String> missing = peer.missing();
            missing.ifPresent(reason -> out.println("skipped: " + peer + ", " + reason));
            if (missing.isEmpty()) {
                present.add(peer);
            }
        }
        Samples samples = new Samples();
        try (BenchDatabase database = BenchDatabase.start()) {
            Machine.describe(out);
            out.println(database.durability());
            out.println(this);
            for (int fork = 0; fork < forks; fork++) {
                fork(present, database, fork, samples);
                out.printf("%nfork %d of %d done, %s; so far:%n", fork + 1, forks, Machine.load());
                new Report(samples, present, operations, connections).print(out);
            }
        }
    }

    private void fork(List<Peer> present, BenchDatabase database, int fork, Samples samples) {
        List<Target> targets = new ArrayList<>();
        try {
            for (Peer peer : present) {
                targets.add(
                        peer == Peer.BARE
                                ? Target.bare(targets.get(0), database)
                                : Target.registry(peer, database, settings(peer)));
            }
            Collections.rotate(targets, fork);
            targets.forEach(target -> warmUp(target));
            for (Operation operation : operations) {
                for (int count : connections) {
                    measure(targets, database, operation, count, fork, samples);
                }
            }
        } finally {
            targets.forEach(Target::close);
        }
    }

    private Map<String, String> settings(Peer peer) {
        return peer == Peer.SIGNET && !recording.isEmpty()
                ? Map.of("JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording=settings=profile,filename=" + recording)
                : Map.of();
    }

    private void warmUp(Target target) {
        try (Load load = new Load(target.process().port(), WARM_UP_CONNECTIONS)) {
            for (Operation operation : operations) {
                if (target.workload().has(operation)) {
                    load.run(warmUp, target.workload().source(operation));
                }
            }
        }
    }

    private void measure(
            List<Target> targets, BenchDatabase database, Operation operation, int count, int fork, Samples samples) {
        for (int i = 0; i < windows; i++) {
            for (Target target : targets) {
                if (target.workload().has(operation)) {
                    try (Load load = new Load(target.process().port(), count)) {
                        samples.add(
                                new Samples.Key(target.peer(), operation, count, fork),
                                Sample.take(target, database, load, operation, window));
                    }
                }
            }
        }
    }
}
