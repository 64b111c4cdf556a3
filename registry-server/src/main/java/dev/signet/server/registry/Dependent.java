package dev.signet.server.registry;

import dev.signet.schema.SchemaId;
import java.util.List;

/**
 * A version that depends on a subject.
 *
 * @param version the version
 * @param id its schema id
 * @param standing what it is among the versions of its subject
 * @param path the references that lead from it to a version of the subject, one after the other; a shortest way
 */
public record Dependent(SubjectVersion version, SchemaId id, Referral.Standing standing, List<Referral> path) {
    public Dependent {
        path = List.copyOf(path);
    }
}
