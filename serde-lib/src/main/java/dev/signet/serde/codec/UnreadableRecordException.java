package dev.signet.serde.codec;

/** Bytes that are not a record: not framed, of an unknown schema, corrupt, or not readable through the reader's schema. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message) {
        super(message);
    }

    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
