package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.List;
import java.util.Optional;

/** The reads of a store that are about associations; in the order of {@link Association#BY_NAME}, not older than the call. */
public interface AssociationQueries {
    /** Of a subject; an alias stands for itself here. */
    List<Association> associationsOf(Subject subject);

    /** Of a resource, by its id. */
    List<Association> associationsOfResource(String resourceId);

    /**
     * Of resources, by name.
     *
     * @param namespace the namespace; empty for all
     * @param name the name; empty for all
     */
    List<Association> associationsNamed(Optional<String> namespace, Optional<String> name);
}
