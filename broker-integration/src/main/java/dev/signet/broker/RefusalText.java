package dev.signet.broker;

import dev.signet.broker.SchemaAnswer.NoSubject;
import dev.signet.broker.SchemaAnswer.OtherSubject;
import dev.signet.broker.SchemaAnswer.Unusable;
import dev.signet.broker.policy.Side;
import dev.signet.broker.policy.SubjectNaming;
import dev.signet.broker.policy.SubjectRule;
import dev.signet.schema.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words in which a refused key or value is explained to its producer.
 *
 * @param index the record's place in the append
 * @param rule whose keys or values they are
 */
record RefusalText(int index, SubjectRule rule) {

    /** A producer's log line, not a page: the schema's author may have put anything into a name. */
    private static final int LONGEST = 700;

    /** Leaves room for what matters more than the end of a long name. */
    private static final int LONGEST_NAME = 100;

    private static final int MOST_SUBJECTS = 3;
    private static final int SHORTEST_PREFIX = 5;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    String absent() {
        String next = rule.side() == Side.KEY
                ? "Send each record with a key, or set signet.key.nulls=accept"
                : "Send a value instead of a tombstone, or set signet.value.nulls=accept";
        return text("the " + word() + " is null, which " + topic() + " does not accept. " + next);
    }

    String notFramed(byte[] bytes, int from, int length) {
        String found;
        if (length == 0) {
            found = "is empty";
        } else if (bytes[from] != 0 && bytes[from] != 1) {
            found = "begins with byte 0x%02x".formatted(bytes[from]);
        } else if (bytes[from] == 0 && length >= SHORTEST_PREFIX) {
            found = "begins with a negative schema id";
        } else {
            found = "is only " + length + " bytes long";
        }
        return text("the " + word() + " " + found + " and not with a schema id (magic byte 0) or GUID (magic byte 1); "
                + topic() + " accepts schemas of " + expectation()
                + " only. Send it through a serializer that writes the schema id");
    }

    String badHeader(byte[] name, int length) {
        String found = length < 0 ? "has no value" : "holds " + length + " bytes that begin with neither";
        return text("its header " + new String(name, StandardCharsets.US_ASCII) + ", which names the schema of the "
                + word() + " by id (magic byte 0) or GUID (magic byte 1), " + found + "; " + topic()
                + " accepts schemas of " + expectation()
                + " only. Send it through a serializer that writes the header, or leave the header out");
    }

    String unknown(SchemaKey key) {
        return text("the " + word() + "'s " + key + " is unknown to the registry; register the schema under "
                + expectation() + " first, which " + topic() + " asks for");
    }

    String otherSubject(SchemaKey key, OtherSubject answer) {
        String asked = subject(answer.asked());
        return text("the " + word() + "'s " + key + " is not registered under " + asked + ", which " + topic()
                + " asks for" + belongings(answer.subjects()) + ". Register the schema under " + asked
                + " or send the record to another topic");
    }

    String noSubject(SchemaKey key, NoSubject answer) {
        return text("the " + word() + "'s " + key + " has no subject that " + topic() + " accepts: " + answer.reason());
    }

    private static String belongings(List<Subject> subjects) {
        if (subjects.isEmpty()) {
            return "";
        }
        String more = subjects.size() > MOST_SUBJECTS ? " and others" : "";
        return subjects.stream()
                .limit(MOST_SUBJECTS)
                .map(subject -> cut(subject.qualified(), LONGEST_NAME))
                .collect(Collectors.joining("', '", "; it belongs to '", "'" + more));
    }

    String deleted(SchemaKey key, Subject subject) {
        return text("the " + word() + "'s " + key + " is left only in deleted versions of " + subject(subject)
                + ", which " + topic() + " does not accept. Write it with a version that is not deleted, or undelete"
                + " that version");
    }

    String unusable(SchemaKey key, Unusable answer) {
        return text("the " + word() + "'s " + key + " of " + subject(answer.subject())
                + " cannot be used to check payloads of " + topic() + ": " + answer.reason()
                + ". Write it with another version, or have the topic check schema ids only");
    }

    String payload(SchemaKey key, Subject subject, PayloadCheck check, byte[] bytes, int from, int to) {
        String why = check.fault(bytes, from, to)
                .map(fault -> fault.reason() + " at " + fault.path() + ", byte " + (fault.offset() - from)
                        + " of the payload")
                .orElse("the bytes are not one datum of the schema");
        return text("the " + word() + "'s payload does not decode by " + key + " of " + subject(subject) + ": " + why
                + ". Write to " + topic() + " with the schema that the id names");
    }

    String unresolved(String what, long awayNanos) {
        return text(
                "the " + word() + "'s " + what + " cannot be looked up: the schema registry has been out of reach for "
                        + awayNanos / NANOS_A_SECOND + " s, and " + topic()
                        + " does not wait for it any longer. Send it again when the registry can be reached");
    }

    static String malformed(int index, String reason) {
        return cut("record " + index + ": the batch cannot be read: " + reason, LONGEST);
    }

    static String awaitedSchema(SubjectRule rule, String schema) {
        return schema + " of the " + rule + " is being looked up";
    }

    static String awaitedSubject(SubjectRule rule) {
        return "whether " + new RefusalText(0, rule).expectation() + " exists is being looked up";
    }

    private String word() {
        return rule.side().word();
    }

    private String topic() {
        return "topic '" + cut(rule.topic(), LONGEST_NAME) + "'";
    }

    private static String subject(Subject subject) {
        return "subject '" + cut(subject.qualified(), LONGEST_NAME) + "'";
    }

    /** The subject that the rule asks for, as far as it says so by itself. */
    private String expectation() {
        return rule.naming() == SubjectNaming.ASSOCIATED
                ? rule.fallback()
                        .map(way -> expectation(way) + " (or the one associated with the topic)")
                        .orElse("the subject that is associated with the topic")
                : expectation(rule.naming());
    }

    private String expectation(SubjectNaming way) {
        return switch (way) {
            case TOPIC -> subject(rule.ofTopic());
            case RECORD -> "the subject that is named like its type";
            case TOPIC_RECORD -> "the subject '" + cut(rule.topic(), LONGEST_NAME) + "-<name of its type>'";
            case ASSOCIATED -> "the subject that is associated with the topic";
        };
    }

    private String text(String sentence) {
        return cut("record " + index + ": " + sentence, LONGEST);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
