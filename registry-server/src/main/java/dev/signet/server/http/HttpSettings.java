package dev.signet.server.http;

import java.time.Duration;

/**
 * How the server listens and what it puts up with.
 *
 * @param listening where it listens and how connections are kept
 * @param bodies which request bodies it takes
 * @param load how many requests it takes at a time
 * @param draining how it ends
 * @param conflictCode the {@code error_code} of an incompatible schema
 * @param requestLog which requests are logged
 */
public record HttpSettings(
        Listening listening,
        Bodies bodies,
        Load load,
        Draining draining,
        ConflictCode conflictCode,
        RequestLog requestLog) {
    /**
     * Where it listens and how connections are kept.
     *
     * @param host the address to listen on
     * @param port the port; 0 for any free one
     * @param idleTimeout longest silence of a peer in the middle of a request or between requests
     * @param maxConnections most connections open at a time
     */
    public record Listening(String host, int port, Duration idleTimeout, int maxConnections) {}

    /**
     * Which request bodies it takes.
     *
     * @param maxBytes the longest
     * @param timeout longest wait for a whole one
     */
    public record Bodies(int maxBytes, Duration timeout) {}

    /**
     * How many requests it takes at a time.
     *
     * @param maxThreads most requests worked on, and a few threads for probes
     * @param maxWaiting most requests that wait until one of those is done; more are refused
     * @param waitTimeout longest such wait
     */
    public record Load(int maxThreads, int maxWaiting, Duration waitTimeout) {}

    /**
     * How it ends.
     *
     * @param delay how long requests are still taken after probes have been told that the server closes
     * @param timeout longest wait for requests under way
     */
    public record Draining(Duration delay, Duration timeout) {}

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
