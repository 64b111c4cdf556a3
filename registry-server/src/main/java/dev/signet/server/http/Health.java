package dev.signet.server.http;

/** What probes ask. Answers at once. */
@FunctionalInterface
public interface Health {
    /** Whether requests can be served now. */
    Readiness ready();

    /** Whether the server has been ready once. */
    default boolean started() {
        return true;
    }
}
