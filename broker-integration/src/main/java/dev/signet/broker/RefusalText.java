package dev.signet.broker;

import dev.signet.schema.Subject;
import java.util.List;
import java.util.stream.Collectors;

/** The words in which a refused record is explained to its producer. */
final class RefusalText {

    /** A producer's log line, not a page: the schema's author may have put anything into a name. */
    private static final int LONGEST = 600;

    private static final int MOST_SUBJECTS = 3;

    private RefusalText() {}

    static String notFramed(int index, String topic, Subject subject, byte[] bytes, int from, int to) {
        String found = to == from
                ? "is empty"
                : bytes[from] == 0
                        ? "is only " + (to - from) + " bytes long"
                        : "begins with byte 0x%02x".formatted(bytes[from]);
        return capped("record " + index + ": the value " + found
                + " and not with magic byte 0 and a schema id; topic '" + topic + "' accepts schemas of subject '"
                + subject + "' only. Send it through a serializer that writes the schema id");
    }

    static String unknownId(int index, int id, Subject subject) {
        return capped("record " + index + ": schema id " + id
                + " is unknown to the registry; register the schema under subject '" + subject + "' first");
    }

    static String otherSubject(int index, int id, String topic, Subject subject, List<Subject> subjects) {
        return capped("record " + index + ": schema id " + id + " is not registered under subject '" + subject
                + "', which topic '" + topic + "' asks for" + belongings(subjects)
                + ". Register the schema under subject '" + subject + "' or send the record to another topic");
    }

    private static String belongings(List<Subject> subjects) {
        if (subjects.isEmpty()) {
            return "";
        }
        String more = subjects.size() > MOST_SUBJECTS ? " and others" : "";
        return subjects.stream()
                .limit(MOST_SUBJECTS)
                .map(Subject::qualified)
                .collect(Collectors.joining("', '", "; it belongs to '", "'" + more));
    }

    static String unusable(int index, int id, Subject subject, String reason) {
        return capped("record " + index + ": schema id " + id + " of subject '" + subject
                + "' cannot be used to check payloads: " + reason);
    }

    static String payload(int index, Subject subject, int id, PayloadCheck check, byte[] bytes, int from, int to) {
        String why = check.fault(bytes, from, to)
                .map(fault -> fault.reason() + " at " + fault.path() + ", byte " + (fault.offset() - from)
                        + " of the payload")
                .orElse("the bytes are not one datum of the schema");
        return capped("record " + index + ": the payload does not decode by schema id " + id + " of subject '" + subject
                + "': " + why);
    }

    static String malformed(int index, String reason) {
        return capped("record " + index + ": the batch cannot be read: " + reason);
    }

    static String pending(Subject subject, int id) {
        return "schema id " + id + " of subject '" + subject + "' is being looked up";
    }

    private static String capped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
