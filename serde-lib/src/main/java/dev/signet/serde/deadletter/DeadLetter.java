package dev.signet.serde.deadletter;

import dev.signet.serde.config.Side;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record in a dead-letter topic say about it. Its key, its value and its other headers are those
 * of the record that could not be read. Every header is text in UTF-8.
 *
 * @param origin where the record was
 * @param part whether its key or its value cannot be read; empty if an application refused it
 * @param schema the id or GUID of the schema of that part (of the value, if none is known to be at fault)
 * @param reason why, in words
 * @param attempts how often the record has become a dead letter, from 1; replayed records keep the count
 */
public record DeadLetter(Origin origin, Optional<Side> part, Optional<String> schema, String reason, int attempts) {
    /** What the name of every header of a dead letter starts with. */
    public static final String PREFIX = "__signet.errors.";

    /** Topic, partition and offset of the record, and its own timestamp in milliseconds. */
    public static final String TOPIC = PREFIX + "topic";

    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    public static final String TIMESTAMP = PREFIX + "timestamp";
    /** {@code key} or {@code value}; missing if nobody knows, or an application refused the record. */
    public static final String PART = PREFIX + "part";
    /** Id or GUID of the schema; missing if the record names none. */
    public static final String SCHEMA_ID = PREFIX + "schema.id";
    /** Why it is a dead letter. */
    public static final String REASON = PREFIX + "reason";
    /**
     * {@code key}, {@code value} or {@code key,value}: what the log had lost when the dead letter was written, and which is
     * null in it; missing if it is whole.
     */
    public static final String INCOMPLETE = PREFIX + "incomplete";
    /** How often it has become one. */
    public static final String ATTEMPTS = PREFIX + "attempts";

    /** Leaves room for one more. */
    private static final long MOST_ATTEMPTS = Integer.MAX_VALUE - 1L;

    public DeadLetter {
        reason = Reason.shortened(reason);
    }

    /**
     * Where a record was.
     *
     * @param timestamp the record's own, in milliseconds; -1 if it had none
     */
    public record Origin(String topic, int partition, long offset, long timestamp) {
        static Origin of(ConsumerRecord<?, ?> record) {
            return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
        }
    }

    /** What is known of a record whose bytes are at hand. */
    public static DeadLetter of(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Optional<Side> part, String reason) {
        Side side = part.orElse(Side.VALUE);
        byte[] bytes = side == Side.KEY ? record.key() : record.value();
        return new DeadLetter(
                Origin.of(record),
                part,
                UnreadableRecord.schema(side, record.headers(), bytes),
                reason,
                attempts(record.headers()) + 1);
    }

    /**
     * The record that a dead-letter topic is given: key, value and headers of the original, and headers that say what
     * is known of it.
     */
    public static ProducerRecord<byte[], byte[]> record(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> original,
            Optional<Side> part,
            String reason,
            String topic) {
        Headers headers = new RecordHeaders(original.headers().toArray());
        of(original, part, reason).write(headers);
        return new ProducerRecord<>(topic, null, null, original.key(), original.value(), headers);
    }

    /** A dead letter of which the log has lost a part: that part is null, and reason and headers say so. */
    static ProducerRecord<byte[], byte[]> incompleteRecord(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> rest,
            Optional<Side> part,
            String reason,
            String topic,
            Set<Side> lost) {
        String words = lost.stream().map(Side::word).collect(Collectors.joining(","));
        String why = "incomplete, the log no longer has its " + words.replace(",", " and ") + ": " + reason;
        ProducerRecord<byte[], byte[]> letter = record(rest, part, why, topic);
        put(letter.headers(), INCOMPLETE, words);
        return letter;
    }

    /** What {@link #INCOMPLETE} says; empty if the dead letter has every part of its record. */
    public static Optional<String> incomplete(Headers headers) {
        return text(headers, INCOMPLETE);
    }

    /** How often a record with these headers has become a dead letter; 0 if it never has. */
    public static int attempts(Headers headers) {
        return (int) Math.min(MOST_ATTEMPTS, number(headers, ATTEMPTS).orElse(0L));
    }

    /** What headers say; empty if they are not those of a dead letter. */
    public static Optional<DeadLetter> read(Headers headers) {
        Optional<String> topic = text(headers, TOPIC);
        Optional<Long> partition = number(headers, PARTITION).filter(number -> number <= Integer.MAX_VALUE);
        Optional<Long> offset = number(headers, OFFSET);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        Origin origin = new Origin(
                topic.get(),
                partition.get().intValue(),
                offset.get(),
                number(headers, TIMESTAMP).orElse(-1L));
        return Optional.of(new DeadLetter(
                origin,
                text(headers, PART).map(word -> Side.of(word.equals(Side.KEY.word()))),
                text(headers, SCHEMA_ID),
                text(headers, REASON).orElse(""),
                Math.max(1, attempts(headers))));
    }

    /** Puts this into headers, in place of what an earlier dead letter has left there. */
    public void write(Headers headers) {
        remove(headers);
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        put(headers, TIMESTAMP, Long.toString(origin.timestamp()));
        part.ifPresent(side -> put(headers, PART, side.word()));
        schema.ifPresent(named -> put(headers, SCHEMA_ID, named));
        put(headers, REASON, reason);
        put(headers, ATTEMPTS, Integer.toString(attempts));
    }

    /** Leaves only the count of attempts, for a record that goes back to where it came from. */
    public static void removeAllButAttempts(Headers headers) {
        int attempts = attempts(headers);
        remove(headers);
        if (attempts > 0) {
            put(headers, ATTEMPTS, Integer.toString(attempts));
        }
    }

    private static void remove(Headers headers) {
        for (Header header : headers.toArray()) {
            if (header.key().startsWith(PREFIX)) {
                headers.remove(header.key());
            }
        }
    }

    private static void put(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Who else writes such headers may write anything. */
    private static Optional<Long> number(Headers headers, String name) {
        return text(headers, name).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
