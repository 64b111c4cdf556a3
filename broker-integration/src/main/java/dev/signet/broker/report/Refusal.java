package dev.signet.broker.report;

import dev.signet.broker.RefusedRecord;
import dev.signet.broker.RefusedRecord.Part;
import dev.signet.schema.rest.RefusedRecordJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One fault that was found, as it is remembered.
 *
 * @param number grows from one to the next
 * @param place where and when, and from whom
 * @param record what was found
 * @param bytes the first bytes of that key or value, if the topic's settings ask for them
 */
// an array in a record: never compared
@SuppressWarnings("ArrayRecordComponent")
record Refusal(long number, Place place, RefusedRecord record, byte @Nullable [] bytes) {

    /** What a remembered fault takes besides its text and its bytes, more or less. */
    private static final int OVERHEAD = 200;

    /**
     * Where it came.
     *
     * @param at when
     * @param topic the topic
     * @param partition the partition's number
     * @param client the client's id; empty if it has none, or if it is not known
     * @param monitored whether it was let in all the same
     */
    record Place(Instant at, String topic, int partition, String client, boolean monitored) {}

    Refusal {
        String reason = record.reason();
        if (reason.length() > RefusedRecordJson.LONGEST_REASON) {
            record = new RefusedRecord(
                    record.index(),
                    record.part(),
                    record.cause(),
                    reason.substring(0, RefusedRecordJson.LONGEST_REASON));
        }
        bytes = bytes == null || bytes.length <= RefusedRecordJson.MOST_RECORD_BYTES
                ? bytes
                : Arrays.copyOf(bytes, RefusedRecordJson.MOST_RECORD_BYTES);
    }

    /** About how much memory it takes. */
    int weight() {
        return OVERHEAD + 2 * (record.reason().length() + place.client().length()) + (bytes == null ? 0 : bytes.length);
    }

    RefusedRecordJson json() {
        Optional<Part> part = record.part();
        OptionalInt id = part.map(Part::schemaId).orElse(OptionalInt.empty());
        Optional<Integer> length = part.map(Part::length).filter(known -> known >= 0);
        return new RefusedRecordJson(
                place.at().toString(),
                null,
                null,
                place.topic(),
                place.partition(),
                place.client().isEmpty() ? null : place.client(),
                part.map(known -> known.side().word()).orElse(FaultCounts.BATCH),
                record.index(),
                record.cause().name(),
                record.reason(),
                id.isPresent() ? id.getAsInt() : null,
                place.monitored(),
                length.orElse(null),
                bytes == null || bytes.length == 0 ? null : Base64.getEncoder().encodeToString(bytes));
    }
}
