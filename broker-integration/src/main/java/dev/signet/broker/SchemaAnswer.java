package dev.signet.broker;

import dev.signet.schema.Subject;
import java.util.List;

/** What is known right now about a schema id or GUID under a subject rule. */
public sealed interface SchemaAnswer {

    /**
     * The schema belongs to the subject that the rule asks for.
     *
     * @param subject that subject
     * @param check how payloads of the schema are checked
     * @param deleted whether only soft-deleted versions of the subject have it
     */
    record Known(Subject subject, PayloadCheck check, boolean deleted) implements SchemaAnswer {}

    /** The registry has no schema with this id or GUID. Believed for at most one second. */
    record UnknownId() implements SchemaAnswer {}

    /**
     * The schema exists, but not under the subject that the rule asks for. Believed for at most one second.
     *
     * @param asked that subject
     * @param subjects some of the subjects that the schema is registered under, for the message
     */
    record OtherSubject(Subject asked, List<Subject> subjects) implements SchemaAnswer {
        public OtherSubject {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * The schema exists, but the rule names no subject for it: its type has no name, or nothing is associated with the
     * topic. Believed for at most one second.
     *
     * @param reason why there is none, in words
     */
    record NoSubject(String reason) implements SchemaAnswer {}

    /**
     * The schema belongs to the subject that the rule asks for, but no payload can be checked against it.
     *
     * @param subject that subject
     * @param reason what is wrong with the schema, in words
     * @param deleted whether only soft-deleted versions of the subject have it
     */
    record Unusable(Subject subject, String reason, boolean deleted) implements SchemaAnswer {}

    /**
     * Not looked up yet: it is being looked up, and the records are to be sent again.
     *
     * @param failingNanos for how long the registry has answered other questions, but not this one; 0 if that is not so
     */
    record Pending(long failingNanos) implements SchemaAnswer {
        /** Nothing has failed. */
        public Pending() {
            this(0);
        }
    }
}
