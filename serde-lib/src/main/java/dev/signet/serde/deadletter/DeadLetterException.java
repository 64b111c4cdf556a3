package dev.signet.serde.deadletter;

import org.apache.kafka.common.KafkaException;

/** A dead letter could not be written. Its record is still in its topic, and its offset must not be committed. */
public final class DeadLetterException extends KafkaException {
    private static final long serialVersionUID = 1L;

    DeadLetterException(String message, Throwable cause) {
        super(message, cause);
    }
}
