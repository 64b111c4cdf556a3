package dev.signet.serde.deadletter;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Why a record cannot be read, or whether that is not its fault. */
public final class Reason {
    /** A header is no place for a text without end. */
    private static final int LONGEST = 1_000;

    private Reason() {}

    /** The message of a failure, or its type if it has none; at most 1,000 characters. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        return shortened(
                message == null || message.isBlank() ? failure.getClass().getName() : message);
    }

    static String shortened(String reason) {
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…";
    }

    /**
     * The failure, or one that caused it, that says nothing about the record: a registry is away or refuses the
     * credentials, say. Only a {@link org.apache.kafka.common.errors.SerializationException} speaks of a record.
     */
    public static @Nullable KafkaException passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException passing) {
                return passing;
            } else if (cause instanceof InterruptException interrupted) {
                return interrupted;
            }
        }
        return null;
    }
}
