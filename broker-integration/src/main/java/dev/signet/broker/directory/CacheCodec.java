package dev.signet.broker.directory;

import dev.signet.broker.SubjectPresence;
import dev.signet.broker.directory.CacheContent.OfSchema;
import dev.signet.broker.directory.CacheContent.OfSubject;
import dev.signet.broker.directory.CacheContent.OfTopic;
import dev.signet.broker.policy.Side;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * The bytes of what is kept on disk: eight that name the file, the version of its form, a checksum of the rest (CRC-32C),
 * and the lists of {@link CacheContent}. Integers are big-endian; texts are UTF-8 after their length, lists follow after
 * their count.
 */
final class CacheCodec {

    static final int VERSION = 1;

    private static final byte[] NAME = "SIGNETSC".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = NAME.length + 2 * Integer.BYTES;
    private static final int SMALLEST_ITEM = 4;

    private CacheCodec() {}

    /** A file that is none of ours, or not as it was written. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * The bytes, at most so many; schemas that do not fit are left out, the last ones first.
     *
     * @param most more than the topics and subjects take
     */
    static byte[] bytes(CacheContent content, int most) {
        Writing lists = new Writing();
        lists.list(content.subjects(), lists::subject);
        lists.list(content.topics(), lists::topic);
        Writing schemas = new Writing();
        int count = 0;
        for (OfSchema schema : content.schemas()) {
            int before = schemas.bytes.position();
            schemas.schema(schema);
            if (HEADER + lists.bytes.position() + Integer.BYTES + schemas.bytes.position() > most) {
                schemas.bytes.position(before);
                break;
            }
            count++;
        }
        lists.int32(count);
        lists.raw(schemas.bytes.array(), schemas.bytes.position());
        return framed(lists.bytes);
    }

    private static byte[] framed(ByteBuffer body) {
        CRC32C sum = new CRC32C();
        sum.update(body.array(), 0, body.position());
        return ByteBuffer.allocate(HEADER + body.position())
                .put(NAME)
                .putInt(VERSION)
                .putInt((int) sum.getValue())
                .put(body.array(), 0, body.position())
                .array();
    }

    /**
     * What the bytes say.
     *
     * @throws UnreadableException if they are not what {@link #bytes} writes; the message says why
     */
    static CacheContent read(byte[] file) throws UnreadableException {
        if (file.length < HEADER || !Arrays.equals(file, 0, NAME.length, NAME, 0, NAME.length)) {
            throw new UnreadableException("it does not begin as such a file does");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file, NAME.length, file.length - NAME.length);
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new UnreadableException("it has form " + version + ", which is not read here");
        }
        CRC32C sum = new CRC32C();
        sum.update(file, HEADER, file.length - HEADER);
        if (bytes.getInt() != (int) sum.getValue()) {
            throw new UnreadableException("its checksum is wrong");
        }
        try {
            return content(new Reading(bytes));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new UnreadableException("it ends too soon, or says what cannot be");
        }
    }

    private static CacheContent content(Reading reading) {
        List<OfSubject> subjects = reading.list(Reading::subject);
        List<OfTopic> topics = reading.list(Reading::topic);
        return new CacheContent(reading.list(Reading::schema), subjects, topics);
    }

    /** Bytes that grow. */
    private static final class Writing {
        private ByteBuffer bytes = ByteBuffer.allocate(4_096);

        private ByteBuffer room(int length) {
            if (bytes.remaining() < length) {
                int larger = Math.max(2 * bytes.capacity(), bytes.position() + length);
                bytes = ByteBuffer.allocate(larger).put(bytes.flip());
            }
            return bytes;
        }

        void int32(int number) {
            room(Integer.BYTES).putInt(number);
        }

        void int64(long number) {
            room(Long.BYTES).putLong(number);
        }

        void raw(byte[] array, int length) {
            room(length).put(array, 0, length);
        }

        void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            int32(utf8.length);
            raw(utf8, utf8.length);
        }

        <T> void list(Collection<T> items, Consumer<T> item) {
            int32(items.size());
            items.forEach(item);
        }

        void subject(OfSubject subject) {
            name(subject.subject());
            int32(subject.said() == SubjectPresence.PRESENT ? 1 : 0);
            int64(subject.at());
        }

        void topic(OfTopic topic) {
            text(topic.name());
            int32(topic.side().ordinal());
            list(topic.subject().stream().toList(), this::name);
            int32(topic.ambiguous() ? 1 : 0);
            int64(topic.at());
        }

        void schema(OfSchema schema) {
            text(schema.context().name());
            int32(schema.id());
            int64(schema.guid().value().getMostSignificantBits());
            int64(schema.guid().value().getLeastSignificantBits());
            text(schema.text());
            text(schema.reason());
            list(new TreeSet<>(schema.live()), this::name);
            list(new TreeSet<>(schema.all()), this::name);
            int64(schema.at());
        }

        private void name(Subject subject) {
            text(subject.context().name());
            text(subject.name());
        }
    }

    /** Bytes that are read. */
    private record Reading(ByteBuffer bytes) {
        String text() {
            byte[] utf8 = new byte[checked(bytes.getInt(), 1)];
            bytes.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }

        private int checked(int count, int smallest) {
            if (count < 0 || (long) count * smallest > bytes.remaining()) {
                throw new BufferUnderflowException();
            }
            return count;
        }

        <T> List<T> list(Function<Reading, T> item) {
            int count = checked(bytes.getInt(), SMALLEST_ITEM);
            List<T> items = new ArrayList<>(count);
            for (int n = 0; n < count; n++) {
                items.add(item.apply(this));
            }
            return items;
        }

        Subject name() {
            return new Subject(new Context(text()), text());
        }

        OfSubject subject() {
            Subject name = name();
            SubjectPresence said = bytes.getInt() == 1 ? SubjectPresence.PRESENT : SubjectPresence.ABSENT;
            return new OfSubject(name, said, bytes.getLong());
        }

        OfTopic topic() {
            String name = text();
            Side side = Side.values()[bytes.getInt()];
            Optional<Subject> subject = list(Reading::name).stream().findFirst();
            return new OfTopic(name, side, subject, bytes.getInt() == 1, bytes.getLong());
        }

        OfSchema schema() {
            Context context = new Context(text());
            int id = bytes.getInt();
            SchemaGuid guid = new SchemaGuid(new UUID(bytes.getLong(), bytes.getLong()));
            String text = text();
            String reason = text();
            Set<Subject> live = Set.copyOf(list(Reading::name));
            return new OfSchema(
                    context, id, guid, text, reason, live, Set.copyOf(list(Reading::name)), bytes.getLong());
        }
    }
}
