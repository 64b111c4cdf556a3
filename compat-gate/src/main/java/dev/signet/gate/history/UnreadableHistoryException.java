package dev.signet.gate.history;

/** A version that a baseline holds cannot be read, so nothing can be judged by it. */
public final class UnreadableHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableHistoryException(String message) {
        super(message);
    }
}
