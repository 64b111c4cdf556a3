package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be written so that a content is there under an id: nothing if it is; its text if a hard delete cleared it,
 * for then it gets its id back; all of it under an id of its own if it is new.
 *
 * @param id the id
 * @param changes what must be written
 */
record ContentWrite(SchemaId id, List<Change> changes) {
    ContentWrite {
        changes = List.copyOf(changes);
    }

    /** A content under the id that it has, else under a fresh one. */
    static Step<ContentWrite> of(Draft draft, Snapshot snapshot, Candidate candidate) {
        Optional<ContentState> known = snapshot.content(candidate.nameIn(draft.context()));
        if (known.isPresent()) {
            SchemaId own = known.get().lowestId();
            return Step.ready(new ContentWrite(own, text(draft, snapshot, candidate, known)));
        }
        return draft.freshId(snapshot).map(id -> {
            List<Change> changes = new ArrayList<>(text(draft, snapshot, candidate, known));
            changes.add(binding(draft.context(), id, candidate, Change.BindId.Origin.DRAWN));
            return new ContentWrite(id, changes);
        });
    }

    /** A content under the id that the client dictates and that nothing else is bound to. */
    static ContentWrite under(SchemaId id, Draft draft, Snapshot snapshot, Candidate candidate) {
        Optional<ContentState> known = snapshot.content(candidate.nameIn(draft.context()));
        List<Change> changes = new ArrayList<>(text(draft, snapshot, candidate, known));
        if (snapshot.binding(new ContextId(draft.context(), id)).isEmpty()) {
            changes.add(binding(draft.context(), id, candidate, Change.BindId.Origin.IMPORTED));
        }
        return new ContentWrite(id, changes);
    }

    private static List<Change> text(
            Draft draft, Snapshot snapshot, Candidate candidate, Optional<ContentState> known) {
        Context context = draft.context();
        List<Change> changes = new ArrayList<>();
        if (!snapshot.listed().contains(context)) {
            changes.add(new Change.ShowContext(context));
        }
        if (known.isEmpty() || !known.get().hasText()) {
            List<Target> targets =
                    candidate.schema().references().stream().map(draft::target).toList();
            changes.add(new Change.StoreContent(
                    context,
                    candidate.canonical(),
                    targets,
                    known.isEmpty() ? Change.StoreContent.Kept.NOTHING : Change.StoreContent.Kept.NAME));
        }
        return changes;
    }

    private static Change binding(Context context, SchemaId id, Candidate candidate, Change.BindId.Origin origin) {
        return new Change.BindId(context, id, candidate.canonical().guid(), origin);
    }
}
