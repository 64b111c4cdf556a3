package dev.signet.serde.deadletter;

import org.apache.kafka.common.errors.RetriableException;
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

    /** The failure, or one that caused it, that says nothing about the record and may pass: a registry is away, say. */
    public static @Nullable RetriableException passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException passing) {
                return passing;
            }
        }
        return null;
    }
}
