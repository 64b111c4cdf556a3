package dev.signet.cli.cluster;

import dev.signet.broker.embedded.ClusterNode;
import dev.signet.cli.data.CannotStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** The brokers of a cluster. Safe for use by several threads. */
final class Brokers implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Those that stop last cannot take leave of a quorum that is gone, and would wait for minutes. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

    private final List<ClusterNode> nodes;
    private final Path agent;
    private final List<BrokerProcess> processes = new ArrayList<>();
    private boolean closed;

    /** Starts nothing yet. */
    Brokers(List<ClusterNode> nodes, Path agent) {
        this.nodes = nodes;
        this.agent = agent;
    }

    /**
     * Starts them all and returns when all are part of the cluster.
     *
     * @param died is told of each that ends by itself later on
     * @throws CannotStart if one of them does not start, or {@link #close()} comes first; none runs then
     */
    Brokers start(Consumer<String> died) {
        Announcements announcements = new Announcements(died);
        try {
            nodes.forEach(node -> start(node, announcements));
            awaitAll();
            announcements.begin();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private synchronized void start(ClusterNode node, Consumer<String> died) {
        requireOpen();
        processes.add(BrokerProcess.start(node, agent, died));
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new CannotStart("The brokers were stopped before they ran.");
        }
    }

    private synchronized List<BrokerProcess> processes() {
        return List.copyOf(processes);
    }

    /** Where clients connect. */
    static String bootstrapServers(List<ClusterNode> nodes) {
        return nodes.stream().map(ClusterNode::bootstrapServer).collect(Collectors.joining(","));
    }

    private void awaitAll() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers(nodes)))) {
            while (known(admin) < nodes.size()) {
                requireOpen();
                for (BrokerProcess process : processes()) {
                    if (!process.isAlive()) {
                        throw new CannotStart(process.obituary());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new CannotStart("The brokers are not a cluster after " + START_LIMIT.toSeconds()
                            + " s; their logs in " + nodes.get(0).folder().getParent() + " say why.");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static int known(Admin admin) {
        try {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size();
        } catch (ExecutionException | TimeoutException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start of the brokers was interrupted.", e);
        }
    }

    /** Stops them all at the same time, also those that are still starting. What was acknowledged is on the disks. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        List<BrokerProcess> open = processes();
        open.forEach(BrokerProcess::stop);
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        open.forEach(process -> process.awaitStop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }

    /** Passes on what is said once everything runs; until then who starts the brokers says it. */
    private static final class Announcements implements Consumer<String> {
        private final Consumer<String> listener;
        private volatile boolean begun;

        Announcements(Consumer<String> listener) {
            this.listener = listener;
        }

        void begin() {
            begun = true;
        }

        @Override
        public void accept(String text) {
            if (begun) {
                listener.accept(text);
            }
        }
    }
}
