package dev.signet.server.consistency;

import java.util.List;

/** What a client asks of a replica. */
sealed interface Request {
    /** The subject it is about. */
    String subject();

    record Register(String subject, Content content) implements Request {}

    record Check(String subject, Content content) implements Request {}

    record ListVersions(String subject) implements Request {}

    record Latest(String subject) implements Request {}

    record Version(String subject, int version) implements Request {}

    /** The subject is the one in which the id was seen. */
    record ById(String subject, int id) implements Request {}

    record SetLevel(String subject, Level level) implements Request {}

    record Hide(String subject, int version) implements Request {}

    record Remove(String subject, int version) implements Request {}

    /**
     * Several at once, all or none.
     *
     * @param subject the subject of the parts; the others are about it or about that of its wholes
     * @param changes registrations and changes of level
     */
    record ChangeSet(String subject, List<Request> changes) implements Request {
        public ChangeSet {
            changes = List.copyOf(changes);
        }
    }
}
