package dev.signet.serde.codec.binary;

/** The bytes are no datum; where and why, the writer's plan knows. Carries nothing, so that it costs little. */
public final class DamagedPayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedPayloadException() {
        super("the bytes are no datum", null, false, false);
    }
}
