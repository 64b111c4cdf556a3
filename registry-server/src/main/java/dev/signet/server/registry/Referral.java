package dev.signet.server.registry;

import dev.signet.schema.SchemaId;

/**
 * A reference from one version to another.
 *
 * @param from the version that refers
 * @param id its schema id
 * @param standing what it is among the versions of its subject
 * @param name the type that it takes
 * @param to the version that it takes the type from
 */
public record Referral(SubjectVersion from, SchemaId id, Standing standing, String name, SubjectVersion to) {
    /** What a version is among those of its subject. */
    public enum Standing {
        /** The highest live one. */
        LATEST,
        /** Live, and there is a higher one. */
        EARLIER,
        DELETED
    }
}
