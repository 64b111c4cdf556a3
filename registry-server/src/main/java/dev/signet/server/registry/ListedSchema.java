package dev.signet.server.registry;

import java.util.List;

/**
 * A version in a list.
 *
 * @param version the version
 * @param associations those of its subject that the list shows, in the order of {@link Association#BY_NAME}
 */
public record ListedSchema(SubjectSchema version, List<Association> associations) {
    public ListedSchema {
        associations = List.copyOf(associations);
    }
}
