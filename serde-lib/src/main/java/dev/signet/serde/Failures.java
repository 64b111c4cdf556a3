package dev.signet.serde;

import dev.signet.client.RegistryUnavailableException;
import dev.signet.serde.codec.UnreadableRecordException;
import dev.signet.serde.codec.UnwritableRecordException;
import dev.signet.serde.config.Side;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The codec's exceptions as those that Kafka's clients know, with the topic in front. */
final class Failures {
    private Failures() {}

    static <T extends @Nullable Object> T writing(String topic, Side side, Supplier<T> work) {
        try {
            return work.get();
        } catch (UnwritableRecordException | UnreadableRecordException | IllegalArgumentException refused) {
            throw new SerializationException(what("write", topic, side) + refused.getMessage(), refused);
        } catch (RegistryUnavailableException unavailable) {
            throw unavailable(what("write", topic, side), unavailable);
        }
    }

    static <T extends @Nullable Object> T reading(String topic, Side side, Supplier<T> work) {
        try {
            return work.get();
        } catch (UnreadableRecordException refused) {
            throw new SerializationException(what("read", topic, side) + refused.getMessage(), refused);
        } catch (RegistryUnavailableException unavailable) {
            throw unavailable(what("read", topic, side), unavailable);
        }
    }

    private static String what(String verb, String topic, Side side) {
        return "cannot " + verb + " the " + side.word() + " of a record of topic '" + topic + "': ";
    }

    /** Retriable, as the usual serializers report it: the record itself may be fine. */
    private static TimeoutException unavailable(String what, RegistryUnavailableException cause) {
        return new TimeoutException(what + cause.getMessage() + "; try again later", cause);
    }
}
