package dev.signet.client;

import dev.signet.client.RegistryUnavailableException.Reason;
import dev.signet.client.metrics.Figure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What became of the requests to one registry, since it was opened. Safe for concurrent use. */
final class RequestCounts {
    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private final Map<Reason, LongAdder> errors = new EnumMap<>(Reason.class);

    RequestCounts() {
        for (Reason reason : Reason.values()) {
            errors.put(reason, new LongAdder());
        }
    }

    /** A request came to its end. */
    void ended(long tookNanos) {
        requests.increment();
        nanos.add(tookNanos);
        longest.accumulate(tookNanos);
    }

    /** It had no usable answer. */
    void failed(Reason reason) {
        LongAdder count = errors.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    /** It is sent again. */
    void retried() {
        retries.increment();
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("registry-requests-total", "requests sent, repetitions included", requests::sum),
                new Figure("registry-retries-total", "requests sent because the one before failed", retries::sum),
                new Figure("registry-request-time-total-ms", "time of all requests together", () -> nanos.sum() / 1e6),
                new Figure("registry-request-time-avg-ms", "mean time of a request", this::meanMillis),
                new Figure("registry-request-time-max-ms", "time of the slowest request", () -> longest.get() / 1e6),
                new Figure("registry-errors-total", "requests without a usable answer", this::errors)));
        errors.forEach((reason, count) -> figures.add(new Figure(
                "registry-errors-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total",
                "requests without a usable answer, " + reason,
                count::sum)));
        return List.copyOf(figures);
    }

    private double meanMillis() {
        long count = requests.sum();
        return count == 0 ? 0 : nanos.sum() / 1e6 / count;
    }

    private long errors() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
