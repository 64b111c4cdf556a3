package dev.signet.server.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three server processes on one PostgreSQL, with servers and database killed under way, answer as one registry would
 * that is asked one thing at a time. {@code signet.test.kills} says how often, {@code signet.test.seed}
 * repeats what is random about the requests.
 */
class LinearizabilityIT {
    private static final int CLIENTS = 16;
    private static final int REQUESTS_BETWEEN_KILLS = 150;
    private static final long LONGEST_NANOS_BETWEEN_KILLS = TimeUnit.SECONDS.toNanos(8);

    @Test
    void replicas_that_are_killed_answer_as_one_registry_would(@TempDir Path folder) {
        long seed = Long.getLong("signet.test.seed", System.nanoTime());
        int kills = Integer.getInteger("signet.test.kills", 4);
        System.out.println("seed " + seed + ", " + kills + " kills");

        List<Operation> history;
        List<String> killed = new ArrayList<>();
        try (Cluster cluster = new Cluster(folder)) {
            Workload workload = new Workload(cluster);
            CompletableFuture<Void> killing = CompletableFuture.runAsync(() -> {
                SplittableRandom random = new SplittableRandom(seed);
                for (int round = 0; round < kills; round++) {
                    await(workload, REQUESTS_BETWEEN_KILLS + random.nextInt(50));
                    killed.add(cluster.killOne(round, random));
                }
                await(workload, REQUESTS_BETWEEN_KILLS);
            });
            history = workload.run(CLIENTS, 60_000, seed, () -> !killing.isDone());
            killing.join();
        }

        long unknown = history.stream().filter(Operation::isUnknown).count();
        System.out.printf("%d requests, %d without a reply, killed: %s%n", history.size(), unknown, killed);
        assertThat(unknown).as("requests cut off").isPositive();
        List<Violation> violations = HistoryChecker.violations(history, Level.FULL);
        assertThat(violations)
                .as("seed %d, %s", seed, violations.isEmpty() ? "" : written(history))
                .isEmpty();
    }

    private static String written(List<Operation> history) {
        Path file = Path.of("target", "linearizability-history.txt");
        try {
            Files.write(
                    file,
                    history.stream()
                            .sorted(Comparator.comparingLong(Operation::invoked))
                            .map(Operation::toString)
                            .toList());
            return "the history is in " + file;
        } catch (IOException failed) {
            return "the history could not be written: " + failed.getMessage();
        }
    }

    private static void await(Workload workload, int more) {
        int enough = workload.asked() + more;
        long deadline = System.nanoTime() + LONGEST_NANOS_BETWEEN_KILLS;
        while (workload.asked() < enough && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
