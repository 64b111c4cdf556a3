package dev.signet.cli.cluster;

import dev.signet.broker.embedded.ClusterNode;
import dev.signet.cli.data.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that goes on running after the command that started it was killed. A file in the broker's folder names the
 * process by its number and the time of its start, since numbers come again.
 */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Leftover() {}

    /** Notes whom a broker's folder belongs to now. */
    static void note(ClusterNode node, ProcessHandle process) throws IOException {
        Files.writeString(file(node), mark(process) + "\n");
    }

    static void forget(ClusterNode node) {
        try {
            Files.deleteIfExists(file(node));
        } catch (IOException e) {
            LOG.debug("{} cannot be removed; it names a process that is gone", file(node), e);
        }
    }

    /** Stops the broker that an earlier run has left in the folder, if there is one. */
    static void stop(ClusterNode node) {
        Optional<ProcessHandle> left = find(node);
        if (left.isEmpty()) {
            return;
        }
        LOG.info(
                "Stopping broker {} (process {}) that an earlier run left behind.",
                node.id(),
                left.get().pid());
        left.get().destroy();
        if (!ends(left.get())) {
            left.get().destroyForcibly();
            if (!ends(left.get())) {
                throw new CannotStart("Broker " + node.id() + " of an earlier run still runs as process "
                        + left.get().pid() + " and does not stop: end it first.");
            }
        }
        forget(node);
    }

    private static Optional<ProcessHandle> find(ClusterNode node) {
        try {
            if (!Files.exists(file(node))) {
                return Optional.empty();
            }
            String noted = Files.readString(file(node)).strip();
            return ProcessHandle.of(Long.parseLong(noted.split(" ", -1)[0]))
                    .filter(process -> mark(process).equals(noted));
        } catch (IOException | NumberFormatException e) {
            throw new CannotStart(
                    "It cannot be seen whether broker " + node.id() + " still runs, since " + file(node)
                            + " cannot be read: remove that file if it does not.",
                    e);
        }
    }

    private static boolean ends(ProcessHandle process) {
        CompletableFuture<?> end = process.onExit();
        return end.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(ended -> !process.isAlive())
                .join();
    }

    private static String mark(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static Path file(ClusterNode node) {
        return node.folder().resolve("broker.pid");
    }
}
