package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.UnicodeText;
import dev.signet.schema.rest.Heartbeat;
import dev.signet.schema.rest.Heartbeat.Counter;
import dev.signet.schema.rest.Heartbeat.Policy;
import dev.signet.schema.rest.RefusedRecordJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a heartbeat must be before it is stored: complete, of a bounded size, and text that can be stored. */
final class HeartbeatCheck {
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final int LONGEST_CLIENT = 250;
    private static final int LONGEST_WORD = 100;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private HeartbeatCheck() {}

    /** The heartbeat with what its clients have sent made storable: client ids and reasons. */
    static Answer<Heartbeat> checked(Heartbeat sent) {
        Heartbeat repaired = sent.with(
                HeartbeatBodies.listed(sent.counters()).stream()
                        .map(counter -> counter.withClientId(shortened(counter.clientId(), LONGEST_CLIENT)))
                        .toList(),
                HeartbeatBodies.listed(sent.refusals()).stream()
                        .map(HeartbeatCheck::repaired)
                        .toList());
        return fault(repaired)
                .<Answer<Heartbeat>>map(ErrorCode.INVALID_HEARTBEAT::refused)
                .orElseGet(() -> Answer.done(repaired));
    }

    private static RefusedRecordJson repaired(RefusedRecordJson record) {
        return record.with(
                shortened(record.clientId(), LONGEST_CLIENT),
                shortened(record.reason(), RefusedRecordJson.LONGEST_REASON));
    }

    /** A producer chooses its client id, and may not keep a broker from being heard by it. */
    private static @Nullable String shortened(@Nullable String text, int longest) {
        if (text == null) {
            return text;
        }
        return UnicodeText.repaired(text.length() <= longest ? text : text.substring(0, longest));
    }

    private static Optional<String> fault(Heartbeat heartbeat) {
        return named(heartbeat)
                .or(() -> tooMany("policies", heartbeat.policies(), Heartbeat.MOST_POLICIES))
                .or(() -> tooMany("counters", heartbeat.counters(), Heartbeat.MOST_COUNTERS))
                .or(() -> tooMany("refusals", heartbeat.refusals(), Heartbeat.MOST_REFUSALS))
                .or(() -> topics("policies", heartbeat.policies(), Policy::topic))
                .or(() -> topics("counters", heartbeat.counters(), Counter::topic))
                .or(() -> topics("refusals", heartbeat.refusals(), RefusedRecordJson::topic))
                .or(() -> refusals(heartbeat.refusals()))
                .or(() -> unwritable(heartbeat));
    }

    private static Optional<String> named(Heartbeat heartbeat) {
        if (heartbeat.signetVersion() == null || heartbeat.signetVersion().isEmpty()) {
            return Optional.of("A heartbeat needs the field 'signetVersion'");
        }
        if (heartbeat.sequence() == null || heartbeat.sequence() < 0) {
            return Optional.of("A heartbeat needs the field 'sequence', a number that grows from 0 or more");
        }
        return instant(heartbeat.startedAt()).isPresent() ? Optional.empty() : Optional.of(noInstant("startedAt"));
    }

    private static Optional<String> tooMany(String field, @Nullable List<?> given, int most) {
        int size = HeartbeatBodies.listed(given).size();
        return size <= most
                ? Optional.empty()
                : Optional.of("A heartbeat has at most %d %s, got %d; leave some out and say how many"
                        .formatted(most, field, size));
    }

    private interface TopicOf<T> {
        @Nullable
        String topic(T part);
    }

    private static <T> Optional<String> topics(String field, @Nullable List<T> given, TopicOf<T> topicOf) {
        List<T> parts = HeartbeatBodies.listed(given);
        for (int i = 0; i < parts.size(); i++) {
            String topic = topicOf.topic(parts.get(i));
            if (topic == null || !TOPIC.matcher(topic).matches()) {
                return Optional.of("The field '%s[%d].topic' must be the name of a topic".formatted(field, i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusals(@Nullable List<RefusedRecordJson> given) {
        List<RefusedRecordJson> records = HeartbeatBodies.listed(given);
        for (int i = 0; i < records.size(); i++) {
            String place = "refusals[" + i + "].";
            Optional<String> fault = fault(place, records.get(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(String place, RefusedRecordJson record) {
        if (instant(record.at()).isEmpty()) {
            return Optional.of(noInstant(place + "at"));
        }
        if (record.partition() == null || record.partition() < 0) {
            return Optional.of("The field '" + place + "partition' must be the number of a partition");
        }
        if (!isWord(record.cause()) || record.side() != null && !isWord(record.side())) {
            return Optional.of("The fields '" + place + "cause' and 'side' must be words of at most " + LONGEST_WORD
                    + " characters; a side may be left out");
        }
        return isRecord(record.recordBase64())
                ? Optional.empty()
                : Optional.of("The field '" + place + "recordBase64' must be at most "
                        + RefusedRecordJson.MOST_RECORD_BYTES + " bytes in Base64");
    }

    private static boolean isWord(@Nullable String text) {
        return text != null && !text.isEmpty() && text.length() <= LONGEST_WORD;
    }

    private static boolean isRecord(@Nullable String base64) {
        if (base64 == null) {
            return true;
        }
        // Three bytes are four characters.
        if (base64.length() > (RefusedRecordJson.MOST_RECORD_BYTES + 2) / 3 * 4) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(base64).length <= RefusedRecordJson.MOST_RECORD_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** A record's text holds all that it is made of. */
    private static Optional<String> unwritable(Heartbeat heartbeat) {
        return UnicodeText.isWellFormed(heartbeat.toString())
                ? Optional.empty()
                : Optional.of(
                        "A heartbeat cannot hold a NUL or half of a surrogate pair, but in client ids and reasons,"
                                + " where they are replaced");
    }

    private static String noInstant(String field) {
        return "The field '" + field + "' must be a time like 2026-01-31T12:00:00.000Z";
    }

    /** A time that clocks of brokers can show; empty for any other and for nothing. */
    static Optional<Instant> instant(@Nullable String written) {
        try {
            return Optional.ofNullable(written)
                    .map(Instant::parse)
                    .filter(time -> time.isAfter(EARLIEST) && time.isBefore(LATEST));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
