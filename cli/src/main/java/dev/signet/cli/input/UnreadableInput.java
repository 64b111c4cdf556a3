package dev.signet.cli.input;

/** A file or a value that the user gave and that cannot be used. The message is for the user and complete. */
public final class UnreadableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableInput(String message) {
        super(message);
    }

    public UnreadableInput(String message, Throwable cause) {
        super(message, cause);
    }
}
