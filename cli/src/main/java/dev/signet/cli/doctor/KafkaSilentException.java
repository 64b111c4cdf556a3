package dev.signet.cli.doctor;

/** A cluster that does not answer, or not as it should. */
public final class KafkaSilentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaSilentException(String message, Throwable cause) {
        super(message, cause);
    }
}
