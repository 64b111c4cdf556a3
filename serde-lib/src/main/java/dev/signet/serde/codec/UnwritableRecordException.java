package dev.signet.serde.codec;

/** A datum that cannot be written: it does not fit its schema, or no id is to be had for that schema. */
public final class UnwritableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnwritableRecordException(String message) {
        super(message);
    }

    public UnwritableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
