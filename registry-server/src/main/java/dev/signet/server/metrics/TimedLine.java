package dev.signet.server.metrics;

import dev.signet.server.http.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The requests of one route, by class of status; a class that never occurred is not shown. */
final class TimedLine implements Traffic.Line {
    private static final int CLASSES = 6;

    /** Where the buckets of the histogram end. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final String method;
    private final String route;
    private final AtomicReferenceArray<@Nullable Timer> byClass = new AtomicReferenceArray<>(CLASSES);

    TimedLine(MeterRegistry meters, String method, String route) {
        this.meters = meters;
        this.method = method;
        this.route = route;
    }

    @Override
    public void answered(int status, long nanos) {
        int kind = Math.floorMod(status / 100, CLASSES);
        Timer timer = byClass.get(kind);
        if (timer == null) {
            // Two threads may get here together; the registry gives both the same one.
            timer = timer(kind + "xx");
            byClass.set(kind, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String status) {
        return Timer.builder("signet.http.requests")
                .description("Requests, from their head to the end of the answer")
                .tag("method", method)
                .tag("route", route)
                .tag("status", status)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
