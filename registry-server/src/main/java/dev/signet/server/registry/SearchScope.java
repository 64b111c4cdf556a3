package dev.signet.server.registry;

/**
 * Among which versions a search looks.
 *
 * @param prefix of which subjects
 * @param which all of each subject, or the latest admitted one
 * @param deleted whether soft-deleted ones are admitted
 */
public record SearchScope(SchemaQueries.SubjectPrefix prefix, Which which, Deleted deleted) {
    /** Reads the prefix as clients write it. */
    public static SearchScope of(String prefix, Which which, Deleted deleted) {
        return new SearchScope(SchemaQueries.SubjectPrefix.parse(prefix), which, deleted);
    }
}
