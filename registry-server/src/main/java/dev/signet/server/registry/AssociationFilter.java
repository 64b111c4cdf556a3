package dev.signet.server.registry;

import java.util.Optional;
import java.util.Set;

/**
 * Which associations a request is about.
 *
 * @param resourceType the type of the resource
 * @param types the types of the association; empty for all
 * @param lifecycle the lifecycle; empty for all
 */
public record AssociationFilter(
        String resourceType, Optional<Set<AssociationType>> types, Optional<Lifecycle> lifecycle) {
    /** Every association of a topic. */
    public static final AssociationFilter ALL =
            new AssociationFilter(Resource.TOPIC, Optional.empty(), Optional.empty());

    public AssociationFilter {
        types = types.map(Set::copyOf);
    }

    boolean admits(Association association) {
        return association.resource().type().equals(resourceType)
                && types.map(wanted -> wanted.contains(association.type())).orElse(true)
                && lifecycle.map(association.lifecycle()::equals).orElse(true);
    }
}
