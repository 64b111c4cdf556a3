package dev.signet.schema.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a broker or a controller that runs Signet says about itself, every few seconds.
 *
 * <p>{@code PUT /signet/v1/clusters/{clusterId}/brokers/{brokerId}}, answered with 204. It may be sent again: a
 * heartbeat whose {@code startedAt} and {@code sequence} are known already changes nothing, and neither does one of a
 * lower {@code sequence} within a minute of the last one.
 *
 * @param signetVersion the release of Signet; required
 * @param kafkaVersion the release of Kafka
 * @param roles {@code broker}, {@code controller}, or both
 * @param address host and port by which people know the node
 * @param startedAt when the process started, as ISO 8601 in UTC by its own clock; required
 * @param sequence the number of the heartbeat, growing from any number since the start; required
 * @param intervalMillis after how many milliseconds the next one is meant to come
 * @param woven whether the check is part of the append path; where it is not, nothing is checked
 * @param defaults the settings that hold for every topic without settings of its own, by their names
 * @param policies the topics with a policy in force, at most {@link #MOST_POLICIES}, by topic
 * @param morePolicies how many were left out
 * @param caches how the node stands with the registry
 * @param counters what was counted since the start, at most {@link #MOST_COUNTERS}
 * @param moreCounters how many were left out
 * @param refusals the records refused since the last heartbeat, oldest first, at most {@link #MOST_REFUSALS}; replies
 *     leave them out
 * @param moreRefusals how many were left out
 */
public record Heartbeat(
        @Nullable String signetVersion,
        @Nullable String kafkaVersion,
        @Nullable List<String> roles,
        @Nullable String address,
        @Nullable String startedAt,
        @Nullable Long sequence,
        @Nullable Long intervalMillis,
        boolean woven,
        @Nullable SortedMap<String, String> defaults,
        @Nullable List<Policy> policies,
        @Nullable Integer morePolicies,
        @Nullable Caches caches,
        @Nullable List<Counter> counters,
        @Nullable Integer moreCounters,
        @Nullable List<RefusedRecordJson> refusals,
        @Nullable Integer moreRefusals) {
    /** The largest body that a registry takes, in bytes. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** The most topics whose policies are told. */
    public static final int MOST_POLICIES = 1_000;

    /** The most rows of counters. */
    public static final int MOST_COUNTERS = 1_000;

    /** The most refused records in one heartbeat. */
    public static final int MOST_REFUSALS = 200;

    /** The same with other counters and refusals. */
    public Heartbeat with(@Nullable List<Counter> otherCounters, @Nullable List<RefusedRecordJson> otherRefusals) {
        return new Heartbeat(
                signetVersion,
                kafkaVersion,
                roles,
                address,
                startedAt,
                sequence,
                intervalMillis,
                woven,
                defaults,
                policies,
                morePolicies,
                caches,
                otherCounters,
                moreCounters,
                otherRefusals,
                moreRefusals);
    }

    /** The same without its refusals, as replies show it. */
    public Heartbeat withoutRefusals() {
        return with(counters, null);
    }

    /**
     * What is asked of a topic's records on this node.
     *
     * @param topic the topic; required
     * @param settings what is in force, wherever it is set: names of topic configs and their values
     * @param acceptsUnchecked whether records are accepted unchecked while the registry cannot be asked
     */
    public record Policy(
            @Nullable String topic, @Nullable SortedMap<String, String> settings, boolean acceptsUnchecked) {}

    /**
     * How a node stands with the registry.
     *
     * @param schemas how many schemas it knows
     * @param subjects how many subjects it knows
     * @param oldestAnswerAgeMillis how long ago the answer was given that is the oldest of those it goes by; absent if
     *     it goes by none
     * @param pendingLookups how many questions wait for the registry
     * @param registryReachable whether the registry answered the last time it was asked
     * @param unreachableForMillis since how long it does not; absent while it does
     * @param diskCache {@code off}, {@code loaded} (answers were found at the start), {@code empty} (none were), or
     *     {@code failed} (it can be read or written no more)
     */
    public record Caches(
            @Nullable Integer schemas,
            @Nullable Integer subjects,
            @Nullable Long oldestAnswerAgeMillis,
            @Nullable Integer pendingLookups,
            boolean registryReachable,
            @Nullable Long unreachableForMillis,
            @Nullable String diskCache) {}

    /**
     * What became of the records of a topic that came from one client, since the node started.
     *
     * @param topic the topic; required
     * @param clientId the client; absent for all those that have no row of their own
     * @param checked how many records were looked at, good and bad ones
     * @param refused how many were refused, by cause
     * @param monitored how many were bad and accepted because the topic is only watched, by cause
     * @param acceptedUnchecked how many were accepted although they could not be checked
     * @param sentBack how many batches were answered with a retriable error because they could not be decided yet
     */
    public record Counter(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String topic,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String clientId,

            long checked,
            @Nullable SortedMap<String, Long> refused,
            @Nullable SortedMap<String, Long> monitored,
            long acceptedUnchecked,
            long sentBack) {
        /** The same for a client of another name. */
        public Counter withClientId(@Nullable String other) {
            return new Counter(topic, other, checked, refused, monitored, acceptedUnchecked, sentBack);
        }
    }
}
