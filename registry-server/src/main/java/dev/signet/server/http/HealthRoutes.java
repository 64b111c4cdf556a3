package dev.signet.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.schema.Answer;
import org.jspecify.annotations.Nullable;

/** {@code /health}: whether the process lives, has started, and can serve. */
final class HealthRoutes {
    private static final int UNAVAILABLE = 503;
    private static final Readiness STARTING = Readiness.down("the server has not been ready yet");

    private final Health health;

    HealthRoutes(Health health) {
        this.health = health;
    }

    /**
     * The body of all three.
     *
     * @param status UP or DOWN
     * @param degraded true if not every request can be served
     * @param reason why
     */
    record State(
            String status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean degraded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason) {}

    void addTo(Routes routes) {
        routes.getOutside("/health/live", call -> shown(Readiness.UP));
        routes.getOutside("/health/startup", call -> shown(health.started() ? Readiness.UP : STARTING));
        routes.getOutside("/health/ready", call -> shown(health.ready()));
    }

    private static Answer<Reply> shown(Readiness readiness) {
        boolean down = readiness.served() == Readiness.Served.NONE;
        State state = new State(
                down ? "DOWN" : "UP",
                readiness.served() == Readiness.Served.SOME ? true : null,
                readiness.reason().orElse(null));
        return Answer.done(Reply.json(state).withStatus(down ? UNAVAILABLE : 200));
    }
}
