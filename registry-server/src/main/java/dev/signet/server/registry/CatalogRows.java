package dev.signet.server.registry;

import java.util.Optional;

/** The reads of a store that consoles live from. Each shows a state not older than its call. */
public interface CatalogRows extends SearchRows {
    /** Who registered a version, live or not. */
    Optional<VersionOrigin> origin(SubjectVersion named);

    /** Subjects by prefix with their latest versions; with {@link Deleted#ONLY} those without live ones. */
    SubjectHeads subjectHeads(SchemaQueries.SubjectPrefix prefix, Deleted deleted, Page page);
}
