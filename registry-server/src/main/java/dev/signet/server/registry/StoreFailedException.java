package dev.signet.server.registry;

/** The store could not do what it was asked for; whether a write took place is not known. */
public sealed class StoreFailedException extends RuntimeException
        permits IdsExhaustedException, StoreOutOfReachException {
    private static final long serialVersionUID = 1L;

    public StoreFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreFailedException(String message) {
        super(message);
    }
}
