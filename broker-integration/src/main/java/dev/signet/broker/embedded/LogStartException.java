package dev.signet.broker.embedded;

/** The embedded log could not be started, and nothing of it is left running. The message is one sentence for people. */
public final class LogStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogStartException(String message) {
        super(message);
    }

    LogStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
