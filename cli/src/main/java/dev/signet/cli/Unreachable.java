package dev.signet.cli;

/** A log or a registry that does not answer. The message is for the user and complete. */
final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
