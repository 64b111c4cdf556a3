package dev.signet.broker.report;

import dev.signet.client.BrokerReports;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outside informed of one broker, on one thread of its own: heartbeats to the registry and beans in JMX. Safe
 * for use by many threads.
 */
public final class Reporting implements AutoCloseable {

    /** How often the registry hears of a node. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    private final Situation situation;
    private final BrokerReports registry;
    private final HeartbeatSender heartbeats;
    private final ReportBeans beans;
    private final PrometheusText text;
    private final ScheduledThreadPoolExecutor thread;

    private Reporting(ValidationReport report, Situation situation, BrokerReports registry, Duration interval) {
        this.situation = situation;
        this.registry = registry;
        this.heartbeats = new HeartbeatSender(registry, new HeartbeatWriting(report, situation, interval));
        this.beans = new ReportBeans(report.counts(), situation);
        this.text = new PrometheusText(report.counts(), situation);
        this.thread = new ScheduledThreadPoolExecutor(1, Reporting::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "signet-report");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins.
     *
     * @param report what is counted
     * @param situation the rest
     * @param registry who hears the heartbeats; closed with this
     * @param interval how often it does
     */
    public static Reporting start(
            ValidationReport report, Situation situation, BrokerReports registry, Duration interval) {
        Reporting reporting = new Reporting(report, situation, registry, interval);
        long millis = interval.toMillis();
        reporting.thread.scheduleWithFixedDelay(reporting::tell, 0, millis, TimeUnit.MILLISECONDS);
        return reporting;
    }

    @SuppressWarnings("CatchingUnchecked") // outermost handler of the thread: one that throws would never run again
    private void tell() {
        try {
            situation.node().get().ifPresent(node -> {
                beans.show(node);
                heartbeats.send(node);
            });
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError fault) {
            if (!thread.isShutdown()) {
                LOG.error("what is to be told of this broker could not be told; it is tried again", fault);
            }
        }
    }

    /** The counters and the rest in Prometheus' text format. */
    public String metrics() {
        return text.write();
    }

    /** Ends what is under way and takes the beans away. */
    @Override
    public void close() {
        thread.shutdownNow();
        registry.close();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.debug("a heartbeat is still under way");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        beans.close();
    }
}
