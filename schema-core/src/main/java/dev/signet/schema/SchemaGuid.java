package dev.signet.schema;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The name of a content everywhere: the MD5 of its identity bytes (see {@link SchemaIdentity}), written as a UUID.
 *
 * @param value the 16 bytes
 */
public record SchemaGuid(UUID value) {
    /** From the 16 bytes of the digest, most significant first. */
    public static SchemaGuid of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new SchemaGuid(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** Reads a UUID, or 32 hexadecimal digits; empty for anything else. */
    public static Optional<SchemaGuid> parse(String written) {
        boolean dashed = written.length() == 36
                && written.charAt(8) == '-'
                && written.charAt(13) == '-'
                && written.charAt(18) == '-'
                && written.charAt(23) == '-';
        String hex = dashed ? written.replace("-", "") : written;
        if (hex.length() != 32 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            return Optional.empty();
        }
        return Optional.of(new SchemaGuid(new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16))));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
