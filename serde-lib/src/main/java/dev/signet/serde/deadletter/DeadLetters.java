package dev.signet.serde.deadletter;

import dev.signet.serde.config.ErrorConfig;
import dev.signet.serde.config.OnError;
import dev.signet.serde.config.Side;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a consumer and hands out only records that can be read; does with the others what {@code on.error} says. Works
 * with every deserializer: with {@code AvroDeserializer}, which returns an {@link UnreadableRecord}, at the speed of the
 * batch, with one that throws at the cost of a new fetch for each bad record.
 *
 * <p><b>At least once.</b> With {@code dead-letter} a call returns only after the log has acknowledged every dead letter
 * of the batch, so whatever is committed afterwards, by hand or automatically, is either handed out or a dead letter.
 * Who stops in between finds the record again and writes its dead letter a second time: the two agree in the headers
 * that name topic, partition and offset. If a dead letter cannot be written, the call throws and moves the consumer
 * back to where the batch began, so that the next call meets the same records.
 *
 * <p><b>Order.</b> The records that are handed out keep their order. Dead letters of a batch are written in its order,
 * each under its own key; the records behind a dead letter do not wait for it.
 *
 * <p><b>A registry that is away</b> makes no dead letters: the call throws the {@link RetriableException}, the consumer
 * stays where it is, and the next call tries again.
 *
 * <p><b>Memory.</b> One batch at the most, that is {@code max.poll.records}, is under way; nothing is queued.
 *
 * <p>For one thread, that of the consumer.
 */
public final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final ErrorConfig config;
    private final LetterClients clients;
    private @Nullable LetterWriter writer;
    private long unreadable;

    private DeadLetters(ErrorConfig config, LetterClients clients) {
        this.config = config;
        this.clients = clients;
    }

    /**
     * Reads {@code on.error} and {@code dead.letter.*} from a consumer's settings. The clients that dead letters need
     * are opened for the first of them, with the consumer's own addresses and credentials.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the settings are wrong
     */
    public static DeadLetters of(Map<String, ?> consumer) {
        ErrorConfig config = ErrorConfig.of(consumer);
        return new DeadLetters(config, new LetterClients(consumer, config));
    }

    /**
     * Polls once. Records that cannot be read are not among those returned; the consumer's position is behind them.
     *
     * @return the readable records in the order in which the consumer gave them, perhaps none
     * @throws org.apache.kafka.common.errors.ApiException if the registry cannot be asked; if it is a
     *     {@link RetriableException}, poll again
     * @throws DeadLetterException if a dead letter could not be written; poll again, or end without a commit
     * @throws SerializationException with {@code on.error=fail}
     */
    public <K extends @Nullable Object, V extends @Nullable Object> List<ConsumerRecord<K, V>> poll(
            Consumer<K, V> consumer, Duration timeout) {
        ConsumerRecords<K, V> polled;
        try {
            polled = consumer.poll(timeout);
        } catch (RecordDeserializationException thrown) {
            KafkaException passing = Reason.passing(thrown);
            if (passing != null) {
                throw passing;
            } else if (config.onError() == OnError.FAIL) {
                throw thrown;
            }
            routeThrown(thrown);
            consumer.seek(thrown.topicPartition(), thrown.offset() + 1);
            return List.of();
        }
        boolean done = false;
        try {
            List<ConsumerRecord<K, V>> readable = readable(polled);
            done = true;
            return readable;
        } finally {
            // Whatever was thrown, perhaps by a producer's plugin: the next call meets the same records.
            if (!done) {
                polled.partitions()
                        .forEach(partition -> consumer.seek(
                                partition, polled.records(partition).get(0).offset()));
            }
        }
    }

    /**
     * Writes a record that was read, and that the application cannot use, to its dead-letter topic, with its bytes as
     * they are in the log. Returns when the log has acknowledged it; commit its offset afterwards.
     *
     * @throws DeadLetterException if it could not be written
     * @throws RetriableException if the record could not be read again in time
     */
    public void send(ConsumerRecord<?, ?> record, String reason) {
        write(List.of(new LetterWriter.Refused(record, Optional.empty(), reason)));
        unreadable++;
    }

    /** How many records were passed over or have become dead letters. */
    public long count() {
        return unreadable;
    }

    private <K extends @Nullable Object, V extends @Nullable Object> List<ConsumerRecord<K, V>> readable(
            ConsumerRecords<K, V> polled) {
        List<ConsumerRecord<K, V>> readable = new ArrayList<>(polled.count());
        List<LetterWriter.Refused> refused = new ArrayList<>();
        for (ConsumerRecord<K, V> record : polled) {
            UnreadableRecord bad = unreadablePart(record);
            if (bad == null) {
                readable.add(record);
            } else {
                refused.add(new LetterWriter.Refused(record, Optional.of(bad.part()), bad.reason()));
            }
        }
        route(refused);
        return readable;
    }

    private static @Nullable UnreadableRecord unreadablePart(ConsumerRecord<?, ?> record) {
        if (record.key() instanceof UnreadableRecord key) {
            return key;
        }
        return record.value() instanceof UnreadableRecord value ? value : null;
    }

    private void route(List<LetterWriter.Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        LetterWriter.Refused first = refused.get(0);
        if (config.onError() == OnError.FAIL) {
            // The deserializer was told otherwise than we were.
            throw new SerializationException(first.reason());
        } else if (config.onError() == OnError.DEAD_LETTER) {
            write(refused);
        }
        unreadable += refused.size();
        LOG.warn(
                "{} {} unreadable records, the first at offset {} of {}-{}: {}",
                config.onError() == OnError.DEAD_LETTER ? "Wrote dead letters of" : "Passed over",
                refused.size(),
                first.record().offset(),
                first.record().topic(),
                first.record().partition(),
                first.reason());
    }

    private void routeThrown(RecordDeserializationException thrown) {
        TopicPartition partition = thrown.topicPartition();
        byte[] key = bytes(thrown.keyBuffer());
        byte[] value = bytes(thrown.valueBuffer());
        ConsumerRecord<byte @Nullable [], byte @Nullable []> record = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                thrown.offset(),
                thrown.timestamp(),
                thrown.timestampType() == null ? TimestampType.NO_TIMESTAMP_TYPE : thrown.timestampType(),
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                thrown.headers() == null ? new RecordHeaders() : thrown.headers(),
                Optional.empty());
        Side part = Side.of(thrown.origin() == RecordDeserializationException.DeserializationExceptionOrigin.KEY);
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        route(List.of(new LetterWriter.Refused(record, Optional.of(part), Reason.of(cause))));
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private void write(List<LetterWriter.Refused> refused) {
        LetterWriter open = writer;
        if (open == null) {
            open = new LetterWriter(config, clients);
            writer = open;
        }
        boolean done = false;
        try {
            open.write(refused);
            done = true;
        } finally {
            if (!done) {
                // The producer may be beyond help: the next attempt gets a new one.
                close();
            }
        }
    }

    /** Closes the clients that dead letters are written with, not the consumer. The next dead letter opens new ones. */
    @Override
    public void close() {
        LetterWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }
}
