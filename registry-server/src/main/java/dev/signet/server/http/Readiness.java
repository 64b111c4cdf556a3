package dev.signet.server.http;

import java.util.Optional;

/**
 * Whether requests can be served.
 *
 * @param served which ones
 * @param reason why not all of them, fit to be shown to anybody
 */
public record Readiness(Served served, Optional<String> reason) {
    /** Every request can be served. */
    public static final Readiness UP = new Readiness(Served.ALL, Optional.empty());

    /** Which requests can be served. */
    public enum Served {
        ALL,
        /** Known schemas by id, nothing else. */
        SOME,
        NONE
    }

    /** Some requests cannot be served, but it is better to send them here than nowhere. */
    public static Readiness degraded(String reason) {
        return new Readiness(Served.SOME, Optional.of(reason));
    }

    /** Requests had better go elsewhere. */
    public static Readiness down(String reason) {
        return new Readiness(Served.NONE, Optional.of(reason));
    }
}
