package dev.signet.cli.data;

/**
 * Something that this machine, this folder or this port does not allow. The message is one or two sentences for the
 * user, complete without a stack trace: what is in the way and what to do about it.
 */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
