package dev.signet.server.registry;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at subjects without locks. Clients ask for the same schemas of the same subjects again and again, and what they
 * ask about seldom changes: then a snapshot is not read again, but only its mark.
 *
 * <p>Nothing stale is shown. Each look asks the store for the mark after the request arrived, and takes the snapshot
 * from memory only if it has that mark; what marks name advances with every write and never returns, so nothing that the
 * snapshot shows was written from its moment to that of the question. See docs/adr/0007. Safe for concurrent use.
 */
final class RecentSnapshots {
    /** In versions; each is about 200 bytes. */
    private static final long MOST_VERSIONS = 40_000;

    private final SchemaStore store;
    private final RecentlyUsed<Sight, MarkedSnapshot> recent =
            new RecentlyUsed<>(MOST_VERSIONS, RecentSnapshots::weight);

    /** What marks are given for. */
    private record Sight(Subject subject, SchemaGuid content) {
        /** Empty if a footprint is about more than one subject and one content. */
        static Optional<Sight> of(Footprint footprint) {
            if (footprint.subjects().size() != 1 || footprint.contents().size() != 1) {
                return Optional.empty();
            }
            Subject subject = footprint.subjects().iterator().next();
            ContentName content = footprint.contents().iterator().next();
            Sight sight = new Sight(subject, content.guid());
            return footprint.equals(sight.footprint()) ? Optional.of(sight) : Optional.empty();
        }

        Footprint footprint() {
            return Footprint.ofSubjects(subject).withContents(Set.of(new ContentName(subject.context(), content)));
        }
    }

    RecentSnapshots(SchemaStore store) {
        this.store = store;
    }

    /** The footprint's state at one moment that is not before the call. Nothing may be written by it. */
    Snapshot look(Footprint footprint) {
        return Sight.of(footprint).map(this::look).orElseGet(() -> store.snapshot(footprint));
    }

    /** This registry has just written to the subject: to ask whether the snapshot still holds would be in vain. */
    void forget(Subject subject, SchemaGuid content) {
        recent.remove(new Sight(subject, content));
    }

    private Snapshot look(Sight sight) {
        Optional<MarkedSnapshot> known = recent.find(sight);
        if (known.isPresent() && known.get().mark().equals(store.mark(sight.subject(), sight.content()))) {
            return known.get().snapshot();
        }
        MarkedSnapshot fresh = store.marked(sight.subject(), sight.content());
        recent.put(sight, fresh);
        return fresh.snapshot();
    }

    private static long weight(MarkedSnapshot marked) {
        return 8L
                + marked.snapshot().subjects().values().stream()
                        .mapToLong(state -> state.versions().size())
                        .sum();
    }
}
