package dev.signet.broker;

/**
 * One record that must not enter the log.
 *
 * @param index place in the batch, from 0
 * @param cause what kind of fault it is
 * @param reason the fault in words: record, schema id, subject and place
 */
public record RefusedRecord(int index, Cause cause, String reason) {

    /** The kinds of faults, for counting. */
    public enum Cause {
        /** The batch cannot be read as record format 2. */
        MALFORMED_BATCH,
        /** The value does not begin with magic byte 0 and a schema id. */
        NOT_FRAMED,
        /** No schema has this id. */
        UNKNOWN_ID,
        /** The id belongs to other subjects only. */
        OTHER_SUBJECT,
        /** The schema cannot be used to check anything. */
        UNUSABLE_SCHEMA,
        /** The payload is not one datum of its schema. */
        PAYLOAD
    }
}
