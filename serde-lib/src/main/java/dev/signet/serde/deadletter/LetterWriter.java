package dev.signet.serde.deadletter;

import dev.signet.serde.config.ErrorConfig;
import dev.signet.serde.config.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Writes dead letters and waits for the log to acknowledge them. Bytes that a deserializer has made objects of are read
 * from the log again, so that they are as they were. For one thread.
 */
final class LetterWriter implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final byte[] ABSENT = {};

    private final ErrorConfig config;
    private final Producer<byte[], byte[]> producer;
    private final LogRecords log;

    LetterWriter(ErrorConfig config, LetterClients clients) {
        this.config = config;
        this.producer = clients.producer();
        this.log = new LogRecords(clients.consumer());
    }

    /**
     * A record that is to become a dead letter.
     *
     * @param part what of it cannot be read; empty if the application refused it
     */
    record Refused(ConsumerRecord<?, ?> record, Optional<Side> part, String reason) {}

    /**
     * Writes dead letters in the order given, and returns when the log has them all.
     *
     * @throws DeadLetterException if it refuses one, or does not answer in time
     */
    void write(List<Refused> refused) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(refused.size());
        for (Refused one : refused) {
            Future<RecordMetadata> letter = send(one);
            sent.add(letter);
            if (letter.isDone()) {
                // Where there is no topic, each further one would block as long as the first has.
                await(one, letter);
            }
        }
        producer.flush();
        for (int i = 0; i < sent.size(); i++) {
            await(refused.get(i), sent.get(i));
        }
    }

    private Future<RecordMetadata> send(Refused one) {
        ProducerRecord<byte[], byte[]> letter = letter(one);
        try {
            return producer.send(letter);
        } catch (KafkaException failed) {
            throw notWritten(one, failed);
        }
    }

    private void await(Refused one, Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException failed) {
            throw notWritten(one, failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private DeadLetterException notWritten(Refused one, Throwable cause) {
        String topic = config.deadLetterTopic(one.record().topic());
        return new DeadLetterException(
                "the record at offset " + one.record().offset() + " of " + partition(one.record())
                        + " cannot be written to the dead-letter topic '" + topic + "': " + cause.getMessage()
                        + "; see that the topic exists and may be written, or name another one with dead.letter.topic",
                cause);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** With the bytes that are at hand, else those that the log has. */
    private ProducerRecord<byte[], byte[]> letter(Refused one) {
        ConsumerRecord<?, ?> record = one.record();
        String topic = config.deadLetterTopic(record.topic());
        byte[] key = bytes(record.key());
        byte[] value = bytes(record.value());
        if (key != ABSENT && value != ABSENT) {
            return DeadLetter.record(with(record, key, value), one.part(), one.reason(), topic);
        }
        Optional<ConsumerRecord<byte[], byte[]>> again = log.at(partition(record), record.offset());
        if (again.isPresent()) {
            ConsumerRecord<byte @Nullable [], byte @Nullable []> original =
                    with(record, again.get().key(), again.get().value());
            return DeadLetter.record(original, one.part(), one.reason(), topic);
        }
        // Retention or compaction took it meanwhile: better a part than nothing.
        Set<Side> lost = EnumSet.noneOf(Side.class);
        if (key == ABSENT) {
            lost.add(Side.KEY);
        }
        if (value == ABSENT) {
            lost.add(Side.VALUE);
        }
        ConsumerRecord<byte @Nullable [], byte @Nullable []> rest =
                with(record, key == ABSENT ? null : key, value == ABSENT ? null : value);
        return DeadLetter.incompleteRecord(rest, one.part(), one.reason(), topic, lost);
    }

    /** The bytes of a part; {@link #ABSENT} if only an object made of them is there. */
    private static byte @Nullable [] bytes(@Nullable Object part) {
        if (part == null) {
            return null;
        } else if (part instanceof byte[] bytes) {
            return bytes;
        }
        return part instanceof UnreadableRecord unreadable ? unreadable.bytes() : ABSENT;
    }

    private static ConsumerRecord<byte @Nullable [], byte @Nullable []> with(
            ConsumerRecord<?, ?> record, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                record.headers(),
                record.leaderEpoch());
    }

    @Override
    public void close() {
        // Whoever waited for a dead letter has been told; what is left is not worth two minutes.
        producer.close(CLOSE);
        log.close();
    }
}
