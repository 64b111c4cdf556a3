package dev.signet.server.http;

import java.time.Duration;

/**
 * How the server listens and what it puts up with.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any free one
 * @param maxBodyBytes longest request body
 * @param bodyTimeout longest wait for a whole request body
 * @param idleTimeout longest silence of a peer in the middle of a request or between requests
 * @param drainDelay how long requests are still taken after probes have been told that the server closes
 * @param drainTimeout longest wait for requests under way when closing
 * @param maxThreads most requests worked on at a time, and a few threads for probes
 * @param maxWaiting most requests that wait until one of those is done; more are refused
 * @param waitTimeout longest such wait
 * @param maxConnections most connections open at a time
 * @param conflictCode the {@code error_code} of an incompatible schema
 * @param requestLog which requests are logged
 */
public record HttpSettings(
        String host,
        int port,
        int maxBodyBytes,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration drainDelay,
        Duration drainTimeout,
        int maxThreads,
        int maxWaiting,
        Duration waitTimeout,
        int maxConnections,
        ConflictCode conflictCode,
        RequestLog requestLog) {
    /** Which requests have a line in the log. */
    public enum RequestLog {
        /** Those that met a fault. */
        FAULTS,
        /** Every one. */
        ALL
    }

    /** Which code clients find in the body of a 409; the status is the same. */
    public enum ConflictCode {
        /** The code of its own that servers send from 8.2 on. */
        CURRENT,
        /** The status again, as older servers sent it. */
        STATUS
    }
}
