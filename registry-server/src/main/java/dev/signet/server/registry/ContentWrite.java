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
    static Step<ContentWrite> of(Situation situation, Candidate candidate) {
        Optional<ContentState> known = known(situation, candidate);
        if (known.isPresent()) {
            return Step.ready(new ContentWrite(known.get().lowestId(), text(situation, candidate, known)));
        }
        return situation.draft().freshId(situation.snapshot()).map(id -> {
            List<Change> changes = new ArrayList<>(text(situation, candidate, known));
            changes.add(binding(situation, candidate, id, Change.BindId.Origin.DRAWN));
            return new ContentWrite(id, changes);
        });
    }

    /** A content under the id that the client dictates and that nothing else is bound to. */
    static ContentWrite under(SchemaId id, Situation situation, Candidate candidate) {
        List<Change> changes = new ArrayList<>(text(situation, candidate, known(situation, candidate)));
        ContextId wanted = new ContextId(situation.context(), id);
        if (situation.snapshot().binding(wanted).isEmpty()) {
            changes.add(binding(situation, candidate, id, Change.BindId.Origin.IMPORTED));
        }
        return new ContentWrite(id, changes);
    }

    private static Optional<ContentState> known(Situation situation, Candidate candidate) {
        return situation.snapshot().content(candidate.nameIn(situation.context()));
    }

    private static List<Change> text(Situation situation, Candidate candidate, Optional<ContentState> known) {
        Context context = situation.context();
        List<Change> changes = new ArrayList<>();
        if (!situation.snapshot().listed().contains(context)) {
            changes.add(new Change.ShowContext(context));
        }
        if (known.isEmpty() || !known.get().hasText()) {
            List<Target> targets = candidate.schema().references().stream()
                    .map(situation.draft()::target)
                    .toList();
            changes.add(new Change.StoreContent(
                    context,
                    candidate.canonical(),
                    targets,
                    known.isEmpty() ? Change.StoreContent.Kept.NOTHING : Change.StoreContent.Kept.NAME));
        }
        return changes;
    }

    private static Change binding(Situation situation, Candidate candidate, SchemaId id, Change.BindId.Origin origin) {
        return new Change.BindId(situation.context(), id, candidate.canonical().guid(), origin);
    }
}
