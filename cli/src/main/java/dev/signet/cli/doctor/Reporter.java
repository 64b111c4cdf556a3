package dev.signet.cli.doctor;

import dev.signet.schema.rest.BrokerReply;
import dev.signet.schema.rest.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node that has sent a heartbeat within the last day.
 *
 * @param id its number
 * @param age how long ago that was
 * @param heartbeat what it said
 */
record Reporter(int id, Duration age, Heartbeat heartbeat) {
    /** So much silence is no late heartbeat any more. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int MISSED = 3;

    static Reporter of(BrokerReply reply) {
        return new Reporter(
                Objects.requireNonNull(reply.brokerId()),
                Duration.ofMillis(reply.ageMillis()),
                Objects.requireNonNull(reply.heartbeat()));
    }

    /** Whether its last heartbeat is as young as it should be. */
    boolean isHeard() {
        long interval = heartbeat.intervalMillis() == null ? 0 : heartbeat.intervalMillis();
        Duration several =
                Duration.ofMillis(Math.min(interval, Duration.ofHours(1).toMillis()) * MISSED);
        return age.compareTo(several.compareTo(SILENCE) > 0 ? several : SILENCE) <= 0;
    }

    /** Whether records can be appended to its log by clients. */
    boolean isBroker() {
        List<String> roles = listed(heartbeat.roles());
        return roles.isEmpty() || roles.contains("broker");
    }

    /** How people know it. */
    String name() {
        String address = heartbeat.address() == null ? "" : " (" + heartbeat.address() + ")";
        return (isBroker() ? "broker " : "controller ") + id + address;
    }

    static <T> List<T> listed(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
