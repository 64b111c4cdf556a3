package dev.signet.serde;

import dev.signet.client.RegistryUnavailableException;
import dev.signet.serde.codec.UnreadableRecordException;
import dev.signet.serde.codec.UnwritableRecordException;
import dev.signet.serde.config.Side;
import dev.signet.serde.metrics.SerdeMetrics;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The codec's exceptions as those that Kafka's clients know, with the topic in front. A {@link SerializationException}
 * says that the record or its schema is at fault; whatever the registry or the way to it is to blame for is something
 * else, so that nobody takes an outage for a bad record.
 */
final class Failures {
    private Failures() {}

    static byte[] writing(String topic, Side side, SerdeMetrics metrics, Supplier<byte[]> work) {
        try {
            byte[] bytes = work.get();
            metrics.done(bytes.length);
            return bytes;
        } catch (UnwritableRecordException | UnreadableRecordException | IllegalArgumentException refused) {
            throw metrics.failed(
                    new SerializationException(what("write", topic, side) + refused.getMessage(), refused));
        } catch (RegistryUnavailableException unavailable) {
            throw metrics.failed(unavailable(what("write", topic, side), unavailable));
        }
    }

    static <T> T reading(String topic, Side side, SerdeMetrics metrics, int length, Supplier<T> work) {
        try {
            T read = work.get();
            metrics.done(length);
            return read;
        } catch (UnreadableRecordException refused) {
            throw metrics.failed(new SerializationException(what("read", topic, side) + refused.getMessage(), refused));
        } catch (RegistryUnavailableException unavailable) {
            throw metrics.failed(unavailable(what("read", topic, side), unavailable));
        } catch (IllegalArgumentException misused) {
            // What a record's data can be refused for has become an exception above: the next record would fare the
            // same.
            throw metrics.failed(
                    new InvalidConfigurationException(what("read", topic, side) + misused.getMessage(), misused));
        }
    }

    private static String what(String verb, String topic, Side side) {
        return "cannot " + verb + " the " + side.word() + " of a record of topic '" + topic + "': ";
    }

    /** As the usual serializers report it: what may pass is retriable, the rest names what has to be changed. */
    private static KafkaException unavailable(String what, RegistryUnavailableException cause) {
        String message = what + cause.getMessage();
        String later = message + "; try again later";
        return switch (cause.reason()) {
            case UNREACHABLE, TIMED_OUT, FAILED -> new TimeoutException(later, cause);
            case DISCONNECTED -> new DisconnectException(later, cause);
            case THROTTLED -> throttled(later, cause);
            case UNAUTHENTICATED -> new AuthenticationException(message, cause);
            case FORBIDDEN -> new AuthorizationException(message, cause);
            case NOT_A_REGISTRY -> new InvalidConfigurationException(message, cause);
            case INTERRUPTED -> new InterruptException(message, interrupt(cause));
        };
    }

    private static KafkaException throttled(String message, RegistryUnavailableException cause) {
        int wait = (int) Math.min(Integer.MAX_VALUE, cause.retryAfter().toMillis());
        KafkaException throttled = new ThrottlingQuotaExceededException(wait, message);
        throttled.initCause(cause);
        return throttled;
    }

    private static InterruptedException interrupt(RegistryUnavailableException unavailable) {
        return unavailable.getCause() instanceof InterruptedException interrupted
                ? interrupted
                : new InterruptedException(unavailable.getMessage());
    }
}
