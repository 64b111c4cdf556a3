package dev.signet.server.registry;

/** The store is unreachable or broken; the caller cannot know whether a write took place. */
public final class StoreFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreFailedException(String message) {
        super(message);
    }
}
