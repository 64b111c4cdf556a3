package dev.signet.broker.directory;

import dev.signet.broker.SubjectPresence;
import dev.signet.broker.policy.Side;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept on disk. All times are milliseconds since 1970.
 *
 * @param schemas the schemas, those first that were used last
 * @param subjects whether subjects exist
 * @param topics what topics are associated with
 */
record CacheContent(List<OfSchema> schemas, List<OfSubject> subjects, List<OfTopic> topics) {

    CacheContent {
        schemas = List.copyOf(schemas);
        subjects = List.copyOf(subjects);
        topics = List.copyOf(topics);
    }

    /**
     * A schema.
     *
     * @param context where its id counts
     * @param id its id
     * @param guid its content's name
     * @param text with all that it refers to written out; empty if payloads cannot be checked
     * @param reason why payloads cannot be checked; empty if they can
     * @param live subjects of which a live version has it
     * @param all those, and the ones of which only soft-deleted versions have it
     * @param at when the registry said so
     */
    record OfSchema(
            Context context,
            int id,
            SchemaGuid guid,
            String text,
            String reason,
            Set<Subject> live,
            Set<Subject> all,
            long at) {
        OfSchema {
            live = Set.copyOf(live);
            all = Set.copyOf(all);
        }
    }

    /**
     * A subject.
     *
     * @param subject its name
     * @param said present or absent
     * @param at when the registry said so
     */
    record OfSubject(Subject subject, SubjectPresence said, long at) {}

    /**
     * A topic whose subject is found by association.
     *
     * @param name its name
     * @param side keys or values
     * @param subject the subject; empty if there is none, or no telling which
     * @param ambiguous whether there are several
     * @param at when the registry said so
     */
    record OfTopic(String name, Side side, Optional<Subject> subject, boolean ambiguous, long at) {}
}
