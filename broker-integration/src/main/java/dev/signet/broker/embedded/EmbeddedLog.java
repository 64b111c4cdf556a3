package dev.signet.broker.embedded;

import dev.signet.broker.append.AppendGuards;
import dev.signet.broker.append.AppendGuards.Attachment;
import dev.signet.broker.append.AppendWeaver;
import dev.signet.broker.append.TopicConfigs;
import dev.signet.broker.append.WeavingException;
import dev.signet.broker.report.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Apache Kafka of one node inside this process. Its data, its cluster id and its consumers' positions outlive
 * the process, however that ends.
 *
 * <p>A broker that cannot go on (its disk is gone, say) ends the process through {@code System.exit}, so that shutdown
 * hooks run. Safe for use by many threads.
 */
public final class EmbeddedLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLog.class);
    private static final int CONTROLLER_PORT_ATTEMPTS = 5;
    private static final long STOP_SECONDS = 5;

    private final EmbeddedLogConfig config;
    private final String clusterId;
    private final KafkaRaftServer server;
    private final Runnable release;
    private final Instant startedAt = Instant.now();
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedLog(EmbeddedLogConfig config, String clusterId, KafkaRaftServer server, Runnable release) {
        this.config = config;
        this.clusterId = clusterId;
        this.server = server;
        this.release = release;
    }

    /**
     * Starts the log and returns when clients can use it.
     *
     * @throws LogStartException if it cannot be started; nothing is left running or held
     */
    public static EmbeddedLog start(EmbeddedLogConfig config) {
        weave();
        Ports.requireFree(config.host(), config.port());
        LogFolder folder = LogFolder.open(config.folder());
        Attachment attachment = () -> {};
        try {
            String clusterId = folder.prepare(ReleaseNumbers.ofKafka());
            attachment = config.guard()
                    .map(guard -> AppendGuards.attach(folder.data(), guard))
                    .orElse(attachment);
            KafkaRaftServer server = startServer(config, folder);
            Attachment attached = attachment;
            return new EmbeddedLog(config, clusterId, server, () -> {
                attached.close();
                folder.close();
            });
        } catch (RuntimeException | Error failed) {
            attachment.close();
            folder.close();
            throw failed;
        }
    }

    private static void weave() {
        try {
            AppendWeaver.weave();
            TopicConfigs.define();
        } catch (WeavingException unfit) {
            throw new LogStartException(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    private static KafkaRaftServer startServer(EmbeddedLogConfig config, LogFolder folder) {
        for (int attempt = 1; ; attempt++) {
            int controllerPort = Ports.free();
            try {
                return startServer(BrokerSettings.of(config, folder.data(), controllerPort));
            } catch (RuntimeException | Error failed) {
                // between looking for a free port and listening on it somebody else may have taken it
                if (attempt == CONTROLLER_PORT_ATTEMPTS || !mentions(failed, ":" + controllerPort + ":")) {
                    throw new LogStartException("The log could not be started: " + rootMessage(failed) + ".", failed);
                }
            }
        }
    }

    private static KafkaRaftServer startServer(Map<String, String> settings) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try (BrokerFaults.Watch watch = BrokerFaults.watch()) {
            try {
                watch.run(server::startup);
                return server;
            } catch (ExecutionException failed) {
                stop(server);
                throw new KafkaException(failed.getCause());
            } catch (InterruptedException interrupted) {
                stop(server);
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", interrupted);
            }
        }
    }

    private static boolean mentions(Throwable failed, String text) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(text)) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return config.host() + ":" + config.port();
    }

    /** The id that the cluster has had since the folder was new. */
    public String clusterId() {
        return clusterId;
    }

    /** What this broker is in its cluster of one. */
    public Node node() {
        return new Node(
                clusterId,
                BrokerSettings.NODE_ID,
                List.of("broker", "controller"),
                ReleaseNumbers.ofKafka(),
                Optional.of(bootstrapServers()),
                startedAt);
    }

    /** Stops the log within five seconds. Records that were acknowledged are kept. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (BrokerFaults.Watch watch = BrokerFaults.watch()) {
                stop(server);
            } finally {
                release.run();
            }
        }
    }

    private static void stop(KafkaRaftServer server) {
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                },
                task -> daemon(task).start());
        try {
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            LOG.warn("the embedded log is still stopping after {} s; its data is safe", STOP_SECONDS);
        } catch (ExecutionException failed) {
            LOG.warn("the embedded log did not stop cleanly", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "signet-log-stop");
        thread.setDaemon(true);
        return thread;
    }
}
