package dev.signet.server.registry;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which subjects a list is about, by what resources do with them, and which of their associations it shows.
 *
 * @param resourceType the type of the resource; empty for any
 * @param types the types of the association; empty for any
 * @param lifecycles the lifecycles that are meant
 * @param unused whether subjects without an association of that kind, whatever its lifecycle, belong to it, too
 */
public record Usage(
        Optional<String> resourceType, Optional<Set<AssociationType>> types, Set<Lifecycle> lifecycles, Unused unused) {
    /** Every subject, with all its associations. */
    public static final Usage ANY =
            new Usage(Optional.empty(), Optional.empty(), EnumSet.allOf(Lifecycle.class), Unused.INCLUDED);

    public Usage {
        types = types.map(Set::copyOf);
        lifecycles = Set.copyOf(lifecycles);
    }

    /** What becomes of subjects that no resource uses in the way that is meant. */
    public enum Unused {
        INCLUDED,
        EXCLUDED
    }

    /** Whether an association is shown. */
    boolean admits(Association association) {
        return isOfKind(association) && lifecycles.contains(association.lifecycle());
    }

    /** Whether a subject with these associations is listed. */
    boolean admits(List<Association> associations) {
        return associations.stream().anyMatch(this::admits)
                || unused == Unused.INCLUDED && associations.stream().noneMatch(this::isOfKind);
    }

    private boolean isOfKind(Association association) {
        return resourceType.map(association.resource().type()::equals).orElse(true)
                && types.map(wanted -> wanted.contains(association.type())).orElse(true);
    }
}
