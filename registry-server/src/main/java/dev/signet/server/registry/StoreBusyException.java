package dev.signet.server.registry;

import java.time.Duration;

/** All connections to the store were in use for too long; nothing was asked, so no write took place. */
public final class StoreBusyException extends StoreTimedOutException {
    private static final long serialVersionUID = 1L;

    public StoreBusyException(int connections, Duration waited) {
        super("All %d connections to the database were in use for %d ms".formatted(connections, waited.toMillis()));
    }
}
