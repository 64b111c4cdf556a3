package dev.signet.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.schema.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /health}: whether the process lives, has started, and can serve. */
final class HealthRoutes {
    private static final int UNAVAILABLE = 503;

    private final Health health;

    HealthRoutes(Health health) {
        this.health = health;
    }

    /**
     * The body of all three.
     *
     * @param status UP or DOWN
     * @param reason why it is down
     */
    record State(
            String status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason) {}

    void addTo(Routes routes) {
        routes.getOutside("/health/live", call -> shown(Optional.empty()));
        routes.getOutside("/health/startup", call -> shown(Optional.empty()));
        routes.getOutside("/health/ready", call -> shown(health.trouble()));
    }

    private static Answer<Reply> shown(Optional<String> trouble) {
        State state = new State(trouble.isEmpty() ? "UP" : "DOWN", trouble.orElse(null));
        return Answer.done(Reply.json(state).withStatus(trouble.isEmpty() ? 200 : UNAVAILABLE));
    }
}
