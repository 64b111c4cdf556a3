package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A record that a broker refused, or would have refused if its topic were not only watched.
 *
 * @param at when, as ISO 8601 in UTC by the broker's clock; required
 * @param clusterId the cluster; in replies only
 * @param brokerId the broker; in replies only
 * @param topic the topic; required
 * @param partition the partition; required
 * @param clientId who sent it, as far as the client says
 * @param side {@code value}, {@code key}, or {@code batch} where the batch itself cannot be read
 * @param index the record's place in the batch, from 0
 * @param cause what kind of fault it is, such as {@code PAYLOAD}; required
 * @param reason the fault in words, at most {@link #LONGEST_REASON} characters
 * @param schemaId the schema id that it carries, if it does
 * @param monitored whether it was accepted all the same
 * @param recordBytes how many bytes that side of the record has
 * @param recordBase64 the first {@link #MOST_RECORD_BYTES} of them; only if the topic's settings ask for it
 */
public record RefusedRecordJson(
        @Nullable String at,
        @Nullable String clusterId,
        @Nullable Integer brokerId,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String topic,

        @Nullable Integer partition,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientId,

        @Nullable String side,
        @Nullable Integer index,
        @Nullable String cause,
        @Nullable String reason,
        @Nullable Integer schemaId,
        boolean monitored,
        @Nullable Integer recordBytes,
        @Nullable String recordBase64) {
    /** The longest reason, in characters. */
    public static final int LONGEST_REASON = 1_000;

    /** The most bytes of a record that are kept. */
    public static final int MOST_RECORD_BYTES = 8_192;

    /** The same with another client id and reason. */
    public RefusedRecordJson with(@Nullable String otherClientId, @Nullable String otherReason) {
        return new RefusedRecordJson(
                at,
                clusterId,
                brokerId,
                topic,
                partition,
                otherClientId,
                side,
                index,
                cause,
                otherReason,
                schemaId,
                monitored,
                recordBytes,
                recordBase64);
    }

    /** The same as one of that broker. */
    public RefusedRecordJson of(String cluster, int broker) {
        return new RefusedRecordJson(
                at,
                cluster,
                broker,
                topic,
                partition,
                clientId,
                side,
                index,
                cause,
                reason,
                schemaId,
                monitored,
                recordBytes,
                recordBase64);
    }
}
