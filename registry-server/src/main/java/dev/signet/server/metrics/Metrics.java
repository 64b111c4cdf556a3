package dev.signet.server.metrics;

import dev.signet.schema.ErrorCode;
import dev.signet.server.http.Traffic;
import dev.signet.server.registry.AuditEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Counts what a server does. All that a request touches was looked up before, so a request costs a few additions. Safe
 * for concurrent use.
 */
public final class Metrics implements Traffic, AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);
    private final List<Supplier<String>> furtherText = new CopyOnWriteArrayList<>();
    private final Map<AuditEntry.Action, Counter> writes = new EnumMap<>(AuditEntry.Action.class);

    public Metrics() {
        collections.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(
                    code,
                    Counter.builder("signet.refusals")
                            .description("Requests that were refused or failed, by error code")
                            .tag("code", Integer.toString(code.code()))
                            .tag("error", lowerCase(code))
                            .register(meters));
        }
        for (AuditEntry.Action action : AuditEntry.Action.values()) {
            writes.put(
                    action,
                    Counter.builder("signet.writes")
                            .description("Writes that took place, by what they did")
                            .tag("action", lowerCase(action))
                            .register(meters));
        }
    }

    /** Shows, from now on, how the parts of a server are. */
    public void observe(Parts parts) {
        parts.bindTo(meters);
    }

    /** Shows, from now on, behind all of it the text of somebody else in the same format. */
    public void showAlso(Supplier<String> text) {
        furtherText.add(text);
    }

    /** A write took place. */
    public void wrote(AuditEntry.Action action) {
        counter(writes, action).increment();
    }

    @Override
    public void refused(ErrorCode code) {
        counter(refusals, code).increment();
    }

    @Override
    public Line line(String method, String template) {
        return new TimedLine(meters, method, template);
    }

    @Override
    public void underWay(IntSupplier requests, IntSupplier waiting) {
        Gauge.builder("signet.http.requests.under.way", requests::getAsInt)
                .description("Requests that came in and were not answered yet")
                .register(meters);
        Gauge.builder("signet.http.requests.waiting", waiting::getAsInt)
                .description("Requests that wait until another one is done")
                .register(meters);
    }

    @Override
    public String mediaType() {
        return TEXT;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        meters.scrape(out, TEXT);
        for (Supplier<String> text : furtherText) {
            out.write(text.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static <E extends Enum<E>> Counter counter(Map<E, Counter> counters, E row) {
        Counter counter = counters.get(row);
        if (counter == null) {
            throw new IllegalStateException("nobody counts " + row);
        }
        return counter;
    }

    private static String lowerCase(Enum<?> row) {
        return row.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        collections.close();
        meters.close();
    }
}
