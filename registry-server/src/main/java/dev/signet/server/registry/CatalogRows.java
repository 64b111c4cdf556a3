package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reads of a store that consoles live from. Each shows a state not older than its call. */
public interface CatalogRows extends SearchRows {
    /** Who registered a version, live or not. */
    Optional<VersionOrigin> origin(SubjectVersion named);

    /** The subjects that stand for another one, each with the one behind it. */
    Map<Subject, Subject> aliases();

    /** Subjects by prefix with their latest versions; with {@link Deleted#ONLY} those without live ones. */
    SubjectHeads subjectHeads(SchemaQueries.SubjectPrefix prefix, Deleted deleted, Page page);

    /**
     * The references that lead to versions of a subject, directly or over other references, in no order.
     *
     * @param most how many at the most
     */
    List<Referral> referrals(Subject subject, int most);
}
