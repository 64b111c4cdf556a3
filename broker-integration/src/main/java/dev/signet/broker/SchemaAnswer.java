package dev.signet.broker;

import dev.signet.schema.Subject;
import java.util.List;

/** What is known right now about a schema id under a subject. */
public sealed interface SchemaAnswer {

    /**
     * The id belongs to the subject.
     *
     * @param check how its payloads are checked
     * @param deleted whether only soft-deleted versions of the subject have it
     */
    record Known(PayloadCheck check, boolean deleted) implements SchemaAnswer {}

    /** The registry has no schema with this id. Believed for at most one second. */
    record UnknownId() implements SchemaAnswer {}

    /**
     * The id exists, but not under the subject. Believed for at most one second.
     *
     * @param subjects some of the subjects that it is registered under, for the message
     */
    record OtherSubject(List<Subject> subjects) implements SchemaAnswer {
        public OtherSubject {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * The id belongs to the subject, but no payload can be checked against its schema, so none is accepted.
     *
     * @param reason what is wrong with the schema, in words
     */
    record Unusable(String reason) implements SchemaAnswer {}

    /** Not looked up yet: it is being looked up, and the records are to be sent again. */
    record Pending() implements SchemaAnswer {}
}
