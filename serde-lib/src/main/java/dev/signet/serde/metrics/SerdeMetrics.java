package dev.signet.serde.metrics;

import dev.signet.client.SharedRegistries.Figures;
import dev.signet.client.metrics.Figure;
import dev.signet.client.metrics.FigureBean;
import dev.signet.client.metrics.Measured;
import dev.signet.serde.config.RegistryUse;
import dev.signet.serde.config.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What one serializer or deserializer counts: records, bytes, failures by their kind, and how its cache of schemas does.
 * Shown in JMX while it is configured, unless {@code signet.metrics=false}. Safe for concurrent use.
 */
public final class SerdeMetrics {
    private static final Cache NO_CACHE = new Cache(() -> 0, () -> 0);

    private final Work work;
    private final Tally done = new Tally();
    private final Map<FailureKind, LongAdder> failures = new EnumMap<>(FailureKind.class);
    private final List<Figure> own;
    private boolean counting = true;
    private volatile Cache cache = NO_CACHE;
    private volatile List<Figure> registry = List.of();
    private volatile FigureBean.Registration bean = FigureBean.Registration.NONE;

    /**
     * A cache of schemas.
     *
     * @param misses how often a schema was not there, ever
     * @param size how many are there
     */
    public record Cache(LongSupplier misses, LongSupplier size) {}

    public SerdeMetrics(Work work) {
        this.work = work;
        for (FailureKind kind : FailureKind.values()) {
            failures.put(kind, new LongAdder());
        }
        this.own = List.copyOf(ownFigures());
    }

    /**
     * Starts to show the counts of a serializer or deserializer that was just configured.
     *
     * @param registry what it asks; its figures are shown with its own where it has any
     */
    public void open(RegistryUse use, Side side, Cache schemas, Object registry) {
        close();
        counting = use.figures() == Figures.SHOWN;
        cache = schemas;
        this.registry = registry instanceof Measured measured ? measured.figures() : List.of();
        if (counting) {
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put("part", side.word());
            use.clientId().ifPresent(id -> tags.put("client-id", id));
            bean = FigureBean.register("dev.signet:type=" + work.worker(), tags, own);
        }
    }

    /** Stops showing them; what was counted stays. */
    public void close() {
        bean.close();
        bean = FigureBean.Registration.NONE;
        cache = NO_CACHE;
    }

    /** One more record. */
    public void done(int bytes) {
        if (counting) {
            done.add(bytes);
        }
    }

    /** One record less; returns what is to be thrown. */
    public <E extends RuntimeException> E failed(E thrown) {
        LongAdder count = failures.get(FailureKind.of(thrown));
        if (count != null && counting) {
            count.increment();
        }
        return thrown;
    }

    /** Its own figures, and those of its registry once it has one. */
    public List<Figure> figures() {
        List<Figure> all = new ArrayList<>(own);
        all.addAll(registry);
        return all;
    }

    /** The same, or none with {@code signet.metrics=false}. */
    public List<Figure> shown() {
        return counting ? figures() : List.of();
    }

    private List<Figure> ownFigures() {
        String verb = work.verb();
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("records-" + work.done() + "-total", "records " + work.done(), done::records),
                new Figure("bytes-" + work.done() + "-total", "their bytes, with the prefix", done::bytes),
                new Figure(verb + "-failures-total", "records that could not be " + work.done(), this::failures),
                new Figure(
                        verb + "-schema-cache-hits-total",
                        "records whose schema was remembered",
                        () -> Math.max(0, done.records() - cache.misses().getAsLong())),
                new Figure(
                        verb + "-schema-cache-misses-total",
                        "schemas that were not remembered",
                        () -> cache.misses().getAsLong()),
                new Figure(
                        verb + "-schema-cache-size",
                        "schemas remembered",
                        () -> cache.size().getAsLong())));
        failures.forEach((kind, count) ->
                figures.add(new Figure(verb + "-failures-" + kind.word() + "-total", kind.meaning(), count::sum)));
        return figures;
    }

    private long failures() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
