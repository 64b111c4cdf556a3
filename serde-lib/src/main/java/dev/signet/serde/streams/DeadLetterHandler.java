package dev.signet.serde.streams;

import dev.signet.serde.config.ErrorConfig;
import dev.signet.serde.config.OnError;
import dev.signet.serde.deadletter.DeadLetter;
import dev.signet.serde.deadletter.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for Kafka Streams what {@code on.error} says: set it as {@code deserialization.exception.handler}. Dead letters go
 * through the task's own producer, so they are in the log before the offset is committed, and with exactly-once they
 * are part of its transaction. They need Kafka Streams 4.2; {@code skip} works from 3.9 on.
 *
 * <p>A registry that is away makes no dead letter: the task fails without a commit, and a thread that takes its place
 * ({@code StreamsUncaughtExceptionHandler}, {@code REPLACE_THREAD}) reads the record again. Safe for concurrent use once
 * configured.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private ErrorConfig config = new ErrorConfig(OnError.FAIL, Optional.empty(), Map.of());

    @Override
    public void configure(Map<String, ?> configs) {
        config = ErrorConfig.of(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context,
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record,
            Exception exception) {
        return switch (decided(context, record, exception)) {
            case FAIL -> Response.fail();
            case SKIP -> Response.resume();
            case DEAD_LETTER -> Response.resume(List.of(letter(record, exception)));
        };
    }

    /** What Kafka Streams before 4.2 calls; it takes no dead letters. */
    @Override
    @SuppressWarnings("deprecation")
    public DeserializationHandlerResponse handle(
            ErrorHandlerContext context,
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record,
            Exception exception) {
        OnError decided = decided(context, record, exception);
        if (decided == OnError.DEAD_LETTER) {
            LOG.error("on.error=dead-letter needs Kafka Streams 4.2 or newer; with this one use skip or fail");
        }
        return decided == OnError.SKIP ? DeserializationHandlerResponse.CONTINUE : DeserializationHandlerResponse.FAIL;
    }

    private OnError decided(ErrorHandlerContext context, ConsumerRecord<?, ?> record, Exception exception) {
        OnError decided = Reason.passing(exception) == null ? config.onError() : OnError.FAIL;
        LOG.warn(
                "Task {}: the record at offset {} of {}-{} cannot be read ({}): {}",
                context.taskId(),
                record.offset(),
                record.topic(),
                record.partition(),
                decided,
                exception.getMessage());
        return decided;
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Exception exception) {
        return DeadLetter.record(
                record, Optional.empty(), Reason.of(exception), config.deadLetterTopic(record.topic()));
    }
}
