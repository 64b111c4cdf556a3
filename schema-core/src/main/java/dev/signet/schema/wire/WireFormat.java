package dev.signet.schema.wire;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The prefix of a record's key or value, and the record header that may stand for it. Numbers are big-endian. Pure.
 */
public final class WireFormat {
    /** Starts a prefix that is a schema id. */
    public static final byte MAGIC_ID = 0;

    /** Starts a prefix that is a GUID. */
    public static final byte MAGIC_GUID = 1;

    /** Bytes of a prefix with an id. */
    public static final int ID_LENGTH = 5;

    /** Bytes of a prefix with a GUID. */
    public static final int GUID_LENGTH = 17;

    /** The record header whose value is the prefix of the key. */
    public static final String KEY_HEADER = "__key_schema_id";

    /** The record header whose value is the prefix of the value. */
    public static final String VALUE_HEADER = "__value_schema_id";

    private WireFormat() {}

    /** The prefix with an id, 5 bytes. */
    public static byte[] prefix(SchemaId id) {
        return ByteBuffer.allocate(ID_LENGTH).put(MAGIC_ID).putInt(id.value()).array();
    }

    /** The prefix with a GUID, 17 bytes. */
    public static byte[] prefix(SchemaGuid guid) {
        UUID uuid = guid.value();
        return ByteBuffer.allocate(GUID_LENGTH)
                .put(MAGIC_GUID)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** Writes the prefix with an id into {@code target} from {@code offset} on, and returns where the payload starts. */
    public static int writeId(int id, byte[] target, int offset) {
        target[offset] = MAGIC_ID;
        target[offset + 1] = (byte) (id >>> 24);
        target[offset + 2] = (byte) (id >>> 16);
        target[offset + 3] = (byte) (id >>> 8);
        target[offset + 4] = (byte) id;
        return offset + ID_LENGTH;
    }

    /** Whether the bytes start with a whole prefix with an id; reads nothing else and allocates nothing. */
    public static boolean startsWithId(byte[] bytes, int offset, int length) {
        return length >= ID_LENGTH && bytes[offset] == MAGIC_ID && bytes[offset + 1] >= 0;
    }

    /** The id of a prefix that {@link #startsWithId} has found. */
    public static int idAt(byte[] bytes, int offset) {
        return (bytes[offset + 1] & 0xff) << 24
                | (bytes[offset + 2] & 0xff) << 16
                | (bytes[offset + 3] & 0xff) << 8
                | bytes[offset + 4] & 0xff;
    }

    /** Whether the bytes start with a whole prefix with a GUID; reads nothing else and allocates nothing. */
    public static boolean startsWithGuid(byte[] bytes, int offset, int length) {
        return length >= GUID_LENGTH && bytes[offset] == MAGIC_GUID;
    }

    /** The upper half of the GUID of a prefix that {@link #startsWithGuid} has found. */
    public static long guidHighAt(byte[] bytes, int offset) {
        return longAt(bytes, offset + 1);
    }

    /** The lower half of the GUID of a prefix that {@link #startsWithGuid} has found. */
    public static long guidLowAt(byte[] bytes, int offset) {
        return longAt(bytes, offset + 1 + Long.BYTES);
    }

    private static long longAt(byte[] bytes, int offset) {
        long number = 0;
        for (int i = offset; i < offset + Long.BYTES; i++) {
            number = number << Byte.SIZE | (bytes[i] & 0xff);
        }
        return number;
    }

    /** Reads the prefix of a key or value, or the value of a record header. Never throws for what the bytes say. */
    public static Framing read(byte[] bytes) {
        if (bytes.length == 0) {
            return new Framing.Unframed("no bytes, so no magic byte");
        }
        return switch (bytes[0]) {
            case MAGIC_ID -> readId(bytes);
            case MAGIC_GUID -> readGuid(bytes);
            default -> new Framing.Unframed("unknown magic byte " + (bytes[0] & 0xff) + "; a framed record has 0 or 1");
        };
    }

    private static Framing readId(byte[] bytes) {
        if (bytes.length < ID_LENGTH) {
            return tooShort(bytes.length, ID_LENGTH);
        }
        int id = idAt(bytes, 0);
        return id < 0
                ? new Framing.Unframed("schema id " + id + " is negative")
                : new Framing.ById(new SchemaId(id), ID_LENGTH);
    }

    private static Framing readGuid(byte[] bytes) {
        if (bytes.length < GUID_LENGTH) {
            return tooShort(bytes.length, GUID_LENGTH);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, GUID_LENGTH - 1);
        UUID uuid = new UUID(buffer.getLong(), buffer.getLong());
        return new Framing.ByGuid(new SchemaGuid(uuid), GUID_LENGTH);
    }

    private static Framing tooShort(int length, int needed) {
        return new Framing.Unframed(length + " bytes are too few for a prefix of " + needed);
    }
}
