package dev.signet.server.postgres;

/** The database is reachable, but not one that this server can work with; the message says what to do. */
public final class IncompatibleDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompatibleDatabaseException(String message) {
        super(message);
    }
}
