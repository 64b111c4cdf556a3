package dev.signet.serde.deadletter;

import dev.signet.schema.wire.Framing;
import dev.signet.schema.wire.WireFormat;
import dev.signet.serde.config.Side;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The key or value that a deserializer returns with {@code on.error=skip} or {@code dead-letter} for one that it cannot
 * read. Never {@code null}, which would be a tombstone. Immutable, but for the bytes, which are those of the record and
 * are not copied.
 */
public final class UnreadableRecord {
    private final Side part;
    private final byte[] bytes;
    private final Optional<String> schema;
    private final String reason;

    private UnreadableRecord(Side part, byte[] bytes, Optional<String> schema, String reason) {
        this.part = part;
        this.bytes = bytes;
        this.schema = schema;
        this.reason = reason;
    }

    /** What stands for bytes that could not be read. */
    public static UnreadableRecord of(Side part, @Nullable Headers headers, byte[] bytes, RuntimeException failure) {
        return new UnreadableRecord(
                part, Objects.requireNonNull(bytes), schema(part, headers, bytes), Reason.of(failure));
    }

    /** The id or GUID of the schema, as the header or, without one, the bytes name it; empty if they do not. */
    static Optional<String> schema(Side part, @Nullable Headers headers, byte @Nullable [] bytes) {
        Header header = headers == null ? null : headers.lastHeader(part.header());
        byte[] prefix = header == null ? bytes : header.value();
        if (prefix == null) {
            return Optional.empty();
        }
        Framing framing = WireFormat.read(prefix);
        if (framing instanceof Framing.ById byId) {
            return Optional.of(byId.id().toString());
        }
        return framing instanceof Framing.ByGuid byGuid
                ? Optional.of(byGuid.guid().toString())
                : Optional.empty();
    }

    /** Whether it was the key or the value. */
    public Side part() {
        return part;
    }

    /** The bytes as they are in the log. */
    public byte[] bytes() {
        return bytes;
    }

    /** The id or GUID of the schema that the record names; empty if it names none. */
    public Optional<String> schema() {
        return schema;
    }

    /** Why it cannot be read, with the topic and the place inside the datum. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return "UnreadableRecord[" + part.word() + " of " + bytes.length + " bytes: " + reason + "]";
    }
}
