package dev.signet.server.registry;

import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.util.Optional;
import java.util.UUID;

/**
 * Versions that are read again and again. Like {@link RecentSnapshots}, each read asks the store for the subject's mark
 * and takes the version from memory only if the mark is the one that was given before the version was read; see
 * docs/adr/0007. A version that is read for the first time is just read, for most are not read twice. What is not there,
 * and what stands behind an alias, is read each time. Safe for concurrent use.
 */
final class RecentVersions {
    /** In characters of schema text. */
    private static final long MOST = 4L * 1024 * 1024;

    /** Nothing has it: a version's content is known when the version is. */
    private static final SchemaGuid NO_CONTENT = new SchemaGuid(new UUID(0, 0));

    private final SchemaStore store;
    private final RecentlyUsed<Asked, Known> recent = new RecentlyUsed<>(MOST, Known::weight);

    private record Asked(Subject subject, VersionSelector selector, Deleted deleted) {}

    /** What was read, after the mark was given; both empty if it was read only once. */
    private record Known(Optional<Mark> mark, Optional<SubjectSchema> version) {
        static final Known ONCE = new Known(Optional.empty(), Optional.empty());

        long weight() {
            return 256L + version.map(found -> found.schema().text().length()).orElse(0);
        }
    }

    RecentVersions(SchemaStore store) {
        this.store = store;
    }

    Optional<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        Asked asked = new Asked(subject, selector, deleted);
        Optional<Known> known = recent.find(asked);
        if (known.isEmpty()) {
            Optional<SubjectSchema> first = store.version(subject, selector, deleted);
            first.filter(found -> found.subject().equals(subject)).ifPresent(found -> recent.put(asked, Known.ONCE));
            return first;
        }
        Optional<Mark> mark = Optional.of(store.mark(subject, NO_CONTENT));
        if (known.get().mark().equals(mark)) {
            return known.get().version();
        }
        Optional<SubjectSchema> fresh = store.version(subject, selector, deleted);
        if (fresh.filter(found -> found.subject().equals(subject)).isPresent()) {
            recent.put(asked, new Known(mark, fresh));
        } else {
            recent.remove(asked);
        }
        return fresh;
    }
}
