package dev.signet.server.registry;

import dev.signet.schema.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The associations of {@link InMemoryTables}; refuses what a database's constraints would. */
final class InMemoryAssociations {
    private final List<Association> all = new ArrayList<>();

    List<Association> where(Predicate<Association> wanted) {
        return all.stream().filter(wanted).sorted(Association.BY_NAME).toList();
    }

    List<Association> of(Footprint footprint) {
        return footprint.showsAssociations()
                ? where(found -> footprint.subjects().contains(found.subject())
                        || footprint.resources().stream().anyMatch(found.resource()::isSameAs))
                : List.of();
    }

    boolean own(Subject subject) {
        return all.stream().anyMatch(found -> found.subject().equals(subject) && found.lifecycle() == Lifecycle.STRONG);
    }

    void put(Association association) {
        drop(association);
        for (Association other : all) {
            boolean sameKey = other.resource().isSameAs(association.resource()) && other.type() == association.type();
            boolean twoOwners = association.lifecycle() == Lifecycle.STRONG && own(association.subject());
            if (sameKey || twoOwners) {
                throw new IllegalStateException("a constraint forbids " + association);
            }
        }
        all.add(association);
    }

    void drop(Association association) {
        all.removeIf(found -> found.guid().equals(association.guid()));
    }
}
