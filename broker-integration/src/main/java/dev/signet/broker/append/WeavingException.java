package dev.signet.broker.append;

/** The hook cannot be put into this Apache Kafka; a broker must not start without it. The message says why. */
public final class WeavingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeavingException(String message) {
        super(message);
    }

    WeavingException(String message, Throwable cause) {
        super(message, cause);
    }
}
