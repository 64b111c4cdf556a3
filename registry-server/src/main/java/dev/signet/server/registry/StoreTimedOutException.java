package dev.signet.server.registry;

/** The store did not answer in time: a lock, a statement or a free connection took too long. */
public sealed class StoreTimedOutException extends RuntimeException permits StoreBusyException {
    private static final long serialVersionUID = 1L;

    public StoreTimedOutException(String message) {
        super(message);
    }

    public StoreTimedOutException(String message, Throwable cause) {
        super(message, cause);
    }
}
