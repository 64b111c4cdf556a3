package dev.signet.server.http;

/**
 * How a server is looked after.
 *
 * @param health what probes are told
 * @param traffic who counts requests
 */
public record Operations(Health health, Traffic traffic) {
    /** A server whose requests nobody counts. */
    public static Operations of(Health health) {
        return new Operations(health, Traffic.UNCOUNTED);
    }
}
