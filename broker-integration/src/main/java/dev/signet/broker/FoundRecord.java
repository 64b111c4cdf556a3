package dev.signet.broker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of an append, taken out of it.
 *
 * @param index its place in the append, from 0
 * @param timestamp its time in milliseconds, or -1
 * @param key its key; null for none
 * @param value its value; null for none
 * @param headers its headers in their order
 */
// arrays in a record: never compared
@SuppressWarnings("ArrayRecordComponent")
public record FoundRecord(
        int index, long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /**
     * A header.
     *
     * @param value null for none
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}

    public FoundRecord {
        headers = List.copyOf(headers);
    }
}
