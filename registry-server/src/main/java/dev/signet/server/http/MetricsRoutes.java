package dev.signet.server.http;

import dev.signet.schema.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** {@code /metrics}: what was counted, for Prometheus. */
final class MetricsRoutes {
    private final Traffic traffic;

    MetricsRoutes(Traffic traffic) {
        this.traffic = traffic;
    }

    void addTo(Routes routes) {
        routes.getStreamed("/metrics", (call, body) -> {
            try {
                OutputStream out = body.begin(traffic.mediaType());
                traffic.write(out);
                return Answer.done(out);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }
}
