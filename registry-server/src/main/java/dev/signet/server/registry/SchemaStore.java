package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import java.util.function.Function;

/**
 * Where registries keep their state; any number of them may share one. Implementations are safe for concurrent use,
 * throw {@link StoreFailedException} and {@link StoreTimedOutException}, and nothing else that a caller could expect.
 */
public interface SchemaStore extends SchemaQueries, AssociationQueries, CatalogRows {
    /** The footprint's state at one moment that is not before the call. Nothing is locked. */
    Snapshot snapshot(Footprint footprint);

    /**
     * Names the state of a subject at one moment that is not before the call: its versions, config and mode, those of
     * its context, of the root and of the global scope, and whether a content is known in its context. Cheap.
     *
     * <p>Not named: who refers to soft-deleted versions, and which ids a known content has; they matter to writes only,
     * which look for themselves.
     */
    Mark mark(Subject subject, SchemaGuid content);

    /** The snapshot of such a subject with such a content, and its mark. */
    MarkedSnapshot marked(Subject subject, SchemaGuid content);

    /**
     * Decides and writes as one step that no other write to the footprint overlaps.
     *
     * @param caller who is written into the audit trail
     * @param footprint all that the decision depends on
     * @param decide a pure function of the snapshot; it may be called more than once, the last result counts
     * @return the last decision; if it is a {@link Decision.Write}, its changes are durable
     */
    <T> Decision<T> update(Caller caller, Footprint footprint, Function<Snapshot, Decision<T>> decide);

    /** What a footprint shows at one moment that is not before the call, with the mark of that moment. */
    MarkedFootprint marked(Footprint footprint);

    /**
     * Writes what was prepared on a look, as one step that no other write to the footprint overlaps, if the footprint
     * still has the mark of that look.
     *
     * @param caller who is written into the audit trail
     * @param footprint all that the preparation depended on; its ids are those that are bound now
     * @param mark of the look; ids that nothing is bound to have no part in it
     * @return whether it was written
     */
    boolean write(Caller caller, Footprint footprint, FootprintMark mark, PreparedWrite prepared);

    /**
     * Takes ids out of a context's counter, in a step of its own.
     *
     * @param wanted how many numbers to advance by, 1 or more; numbers taken by import are left out of the range
     */
    IdRange reserveIds(Context context, int wanted);
}
