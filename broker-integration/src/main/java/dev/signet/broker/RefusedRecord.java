package dev.signet.broker;

import dev.signet.broker.policy.Side;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One key or value that must not enter the log.
 *
 * @param index the record's place in the append, from 0
 * @param part which part of the record is at fault; empty where the batch itself cannot be read
 * @param cause what kind of fault it is
 * @param reason the fault in words: record, side, topic, schema, subject, place and the next step
 */
public record RefusedRecord(int index, Optional<Part> part, Cause cause, String reason) {

    /**
     * The key or the value of a record.
     *
     * @param side which of them
     * @param length its bytes, with the schema id in front of it; -1 for a null
     * @param schemaId the schema id that it carries, in front or in a header; empty if it carries none, or a GUID
     */
    public record Part(Side side, int length, OptionalInt schemaId) {}

    /** The kinds of faults, for counting. */
    public enum Cause {
        /** The batch cannot be read as record format 2. */
        MALFORMED_BATCH,
        /** The key or value is null where nulls are not accepted. */
        NULL,
        /** Neither the bytes nor a header name a schema. */
        NOT_FRAMED,
        /** No schema has this id or GUID. */
        UNKNOWN_ID,
        /** The schema belongs to other subjects only. */
        OTHER_SUBJECT,
        /** Only soft-deleted versions of the subject have the schema, and such are not accepted. */
        DELETED,
        /** The schema cannot be used to check anything. */
        UNUSABLE_SCHEMA,
        /** The payload is not one datum of its schema. */
        PAYLOAD,
        /** The registry cannot be asked about the schema, and the topic does not wait for it any longer. */
        UNRESOLVED
    }
}
