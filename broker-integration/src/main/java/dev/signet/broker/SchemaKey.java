package dev.signet.broker;

import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.wire.WireFormat;
import java.util.OptionalInt;
import java.util.UUID;

/** The schema that a record names, by id or by GUID. For one thread, which uses it over and over. */
final class SchemaKey {

    private boolean byGuid;
    private long high;
    private long low;
    private boolean changed;

    /**
     * Reads a prefix, or a header that stands for one.
     *
     * @return its length; 0 if there is none, which leaves this key as it was
     */
    int read(byte[] bytes, int at, int length) {
        if (WireFormat.startsWithId(bytes, at, length)) {
            set(false, 0, WireFormat.idAt(bytes, at));
            return WireFormat.ID_LENGTH;
        }
        if (WireFormat.startsWithGuid(bytes, at, length)) {
            set(true, WireFormat.guidHighAt(bytes, at), WireFormat.guidLowAt(bytes, at));
            return WireFormat.GUID_LENGTH;
        }
        return 0;
    }

    private void set(boolean guid, long newHigh, long newLow) {
        changed = newLow != low || newHigh != high || guid != byGuid;
        byGuid = guid;
        high = newHigh;
        low = newLow;
    }

    /** Whether the prefix that was read last names another schema than the one before it. */
    boolean hasChanged() {
        return changed;
    }

    SchemaAnswer answer(SchemaDirectory directory, SubjectRule rule) {
        return byGuid ? directory.schema(rule, high, low) : directory.schema(rule, (int) low);
    }

    /** The id, if that is what names the schema. */
    OptionalInt id() {
        return byGuid ? OptionalInt.empty() : OptionalInt.of((int) low);
    }

    /** As it stands in messages: {@code schema id 7}. */
    @Override
    public String toString() {
        return byGuid ? "schema GUID " + new UUID(high, low) : "schema id " + low;
    }
}
