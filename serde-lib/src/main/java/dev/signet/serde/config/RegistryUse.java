package dev.signet.serde.config;

import dev.signet.client.Ageing;
import dev.signet.client.SharedRegistries.Figures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a serde works with its registry, apart from where that is.
 *
 * @param figures {@code signet.metrics}: whether it counts and shows what it does; {@code true} by default
 * @param latest {@code signet.stale.limit.sec}: how old an answer that may change, such as the latest version, may be to
 *     stand in for a registry that cannot be asked; an hour by default, 0 for never
 * @param clientId {@code client.id}: the name of the Kafka client that it works for, where Kafka says it
 */
public record RegistryUse(Figures figures, Ageing latest, Optional<String> clientId) {
    private static final String STALE = "signet.stale.limit.sec";
    private static final int HOUR = 3_600;

    /** Reads the keys; what is wrong with them becomes a problem there. */
    static RegistryUse of(Keys keys) {
        Figures figures = keys.flag("signet.metrics", true) ? Figures.SHOWN : Figures.HIDDEN;
        int stale = keys.number(STALE, HOUR);
        if (stale < 0) {
            keys.problem(STALE + " is " + stale + ", expected 0 or more");
        }
        return new RegistryUse(figures, new Ageing(Duration.ZERO, Duration.ofSeconds(Math.max(0, stale))), keys.text("client.id"));
    }
}
