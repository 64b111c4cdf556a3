package dev.signet.client;

import java.time.Duration;

/**
 * How long an answer that may change is believed: a subject's latest version, the subjects of a topic. What an id means
 * never changes and does not age.
 *
 * @param freshFor how long it is taken for true without asking; zero to ask each time
 * @param staleFor how old it may be to stand in for a registry that cannot be asked; zero for never
 */
public record Ageing(Duration freshFor, Duration staleFor) {
    /** Always asked, never stale. */
    public static final Ageing NONE = new Ageing(Duration.ZERO, Duration.ZERO);

    public Ageing {
        if (freshFor.isNegative() || staleFor.isNegative()) {
            throw new IllegalArgumentException("ageing: fresh for %s, stale for %s".formatted(freshFor, staleFor));
        }
    }

    boolean remembers() {
        return !freshFor.isZero() || !staleFor.isZero();
    }
}
