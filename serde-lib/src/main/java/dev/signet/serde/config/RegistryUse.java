package dev.signet.serde.config;

import dev.signet.client.Ageing;
import dev.signet.client.SharedRegistries.Figures;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a serde works with its registry, apart from where that is.
 *
 * @param figures {@code signet.metrics}: whether it counts and shows what it does; {@code true} by default
 * @param latest {@code signet.stale.limit.sec}: how old an answer that may change, such as the latest version, may be to
 *     stand in for a registry that cannot be asked; an hour by default, 0 for never
 * @param connection the values of every key that says where the registry is and how it is reached: serdes for which they
 *     are equal share one client
 * @param clientId {@code client.id}: the name of the Kafka client that it works for, where Kafka says it
 */
public record RegistryUse(Figures figures, Ageing latest, Map<String, Object> connection, Optional<String> clientId) {
    private static final String STALE = "signet.stale.limit.sec";
    private static final int HOUR = 3_600;

    /** What the keys of the client start with. */
    private static final Pattern CONNECTION = Pattern.compile(
            "(schema\\.registry|basic\\.auth|bearer\\.auth|sasl|ssl|security|proxy|http|request\\.header|retries|max\\.retries)"
                    + "(\\..*)?");

    public RegistryUse {
        connection = Map.copyOf(connection);
    }

    /** Reads the keys; what is wrong with them becomes a problem there. */
    static RegistryUse of(Keys keys) {
        Figures figures = keys.flag("signet.metrics", true) ? Figures.SHOWN : Figures.HIDDEN;
        int stale = keys.number(STALE, HOUR);
        if (stale < 0) {
            keys.problem(STALE + " is " + stale + ", expected 0 or more");
        }
        return new RegistryUse(
                figures,
                new Ageing(Duration.ZERO, Duration.ofSeconds(Math.max(0, stale))),
                connection(keys.values()),
                keys.text("client.id"));
    }

    private static Map<String, Object> connection(Map<String, ?> values) {
        Map<String, Object> connection = new HashMap<>();
        values.forEach((key, value) -> {
            if (value != null && CONNECTION.matcher(key).matches()) {
                connection.put(key, value);
            }
        });
        return connection;
    }

    /** Names no value, which may be a secret. */
    @Override
    public String toString() {
        return "RegistryUse[figures=%s, latest=%s, connection=%s, clientId=%s]"
                .formatted(figures, latest, connection.keySet(), clientId);
    }
}
