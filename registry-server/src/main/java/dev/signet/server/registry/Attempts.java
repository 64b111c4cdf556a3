package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.PairBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Leads a request to its answer: looks first, without locks, and prepares what the decision lacks; writes then what
 * still holds under the locks. All that is slow happens outside of them.
 */
final class Attempts {
    /** More than any request needs unless others change the subject all the time. */
    private static final int LIMIT = 24;

    private static final int REMEMBERED = 50_000;

    private final SchemaStore store;
    private final CandidateReader reader;
    private final ParsedSchemas parsedSchemas;
    private final SchemaIds ids;
    private final RecentSnapshots snapshots;
    private final RecentlyUsed<ContentName, Boolean> registered = new RecentlyUsed<>(REMEMBERED, any -> 1);

    Attempts(SchemaStore store, CandidateReader reader, ParsedSchemas parsedSchemas, SchemaIds ids) {
        this.store = store;
        this.reader = reader;
        this.parsedSchemas = parsedSchemas;
        this.ids = ids;
        this.snapshots = new RecentSnapshots(store);
    }

    /** A draft that already holds what can be known without the store. */
    Draft draft(Subject subject, Submission submission, Normalize normalize) {
        Draft draft = new Draft(subject, submission, parsedSchemas);
        Intake.guess(submission, normalize).ifPresent(inputs -> read(draft, inputs));
        return draft;
    }

    /** A draft of several that share what was parsed for one of them, and a budget; it holds nothing yet. */
    Draft draft(Subject subject, Submission submission, Map<ContextId, ParsedContent> parsed, PairBudget budget) {
        return new Draft(subject, submission, parsedSchemas, parsed, budget);
    }

    /** Decides without writing. */
    <T> Answer<T> look(Draft draft, Function<Snapshot, Decision<T>> decide) {
        for (int attempt = 0; attempt < LIMIT; attempt++) {
            Decision<T> decision = decide.apply(seen(draft, snapshots.look(draft.footprint())));
            if (decision instanceof Decision.Answered<T> answered) {
                return answered.answer();
            }
            if (decision instanceof Decision.Prepare<T> prepare) {
                supply(draft, prepare.wanted());
            }
        }
        throw tooManyAttempts(draft);
    }

    /**
     * Decides and writes. A schema that this registry has never seen registered is probably new: then the look is left
     * out, and an id is at hand in case that it is.
     */
    <T> Answer<T> write(Caller caller, Draft draft, Function<Snapshot, Decision<T>> decide) {
        boolean looking = !isProbablyNew(draft);
        if (!looking) {
            draft.drew(ids.draw(draft.context()));
        }
        for (int attempt = 0; attempt < LIMIT; attempt++) {
            Decision<T> decision = looking
                    ? decide.apply(seen(draft, snapshots.look(draft.footprint())))
                    : store.update(caller, draft.footprint(), snapshot -> decide.apply(seen(draft, snapshot)));
            if (decision instanceof Decision.Prepare<T> prepare) {
                supply(draft, prepare.wanted());
                // An id is the last thing that a registration lacks.
                looking = looking && !(prepare.wanted() instanceof Wanted.FreshId);
            } else if (decision instanceof Decision.Write<T> write && looking) {
                looking = false;
            } else {
                return settled(draft, decision);
            }
        }
        giveBack(draft, List.of());
        throw tooManyAttempts(draft);
    }

    private boolean isProbablyNew(Draft draft) {
        return draft.submission().id().isEmpty()
                && draft.candidate()
                        .filter(candidate -> candidate.objection().isEmpty())
                        .map(candidate -> candidate.nameIn(draft.context()))
                        .filter(name -> registered.find(name).isEmpty())
                        .isPresent();
    }

    /** Another registration of this content will find it. */
    void remember(ContentName content) {
        registered.put(content, true);
    }

    private <T> Answer<T> settled(Draft draft, Decision<T> decision) {
        if (decision instanceof Decision.Write<T> write) {
            giveBack(draft, write.changes());
            draft.candidate()
                    .ifPresent(candidate -> snapshots.forget(
                            draft.subject(), candidate.canonical().guid()));
            return Answer.done(write.answer());
        }
        giveBack(draft, List.of());
        return ((Decision.Answered<T>) decision).answer();
    }

    /** What came along with the snapshot is parsed here; under the lock that is at most what others just added. */
    private Snapshot seen(Draft draft, Snapshot snapshot) {
        if (!snapshot.texts().isEmpty()) {
            draft.add(parsedSchemas.parsed(snapshot.texts()));
        }
        return snapshot;
    }

    private void supply(Draft draft, Wanted wanted) {
        if (wanted instanceof Wanted.ActualSubject actual) {
            draft.retarget(actual.subject());
        } else if (wanted instanceof Wanted.Parsed missing) {
            draft.add(load(missing.ids()));
        } else if (wanted instanceof Wanted.Candidate candidate) {
            read(draft, candidate.inputs());
        } else {
            draft.drew(ids.draw(draft.context()));
        }
    }

    /** Stored schemas in parsed form. */
    Map<ContextId, ParsedContent> load(Set<ContextId> missing) {
        return parsedSchemas.load(missing);
    }

    /** A submitted schema as if it were stored under an id; empty if what it refers to is not at hand. */
    Optional<ParsedContent> parsed(Candidate candidate, ContextId id, Map<ContextId, ParsedContent> loaded) {
        return parsedSchemas.stored(candidate, id, loaded);
    }

    /** Reads a submitted schema, which asks nobody. */
    void read(Draft draft, CandidateInputs inputs) {
        draft.read(inputs, reader.read(draft.subject(), inputs, draft.parsed()));
    }

    private void giveBack(Draft draft, List<Change> written) {
        Optional<SchemaId> drawn = draft.drawnId();
        boolean used = written.stream()
                .anyMatch(change -> change instanceof Change.BindId bound && drawn.equals(Optional.of(bound.id())));
        if (!used) {
            drawn.ifPresent(id -> ids.giveBack(draft.context(), id));
        }
    }

    private static StoreTimedOutException tooManyAttempts(Draft draft) {
        return new StoreTimedOutException(
                "Subject '" + draft.subject() + "' was changed by others too often for the request to get through");
    }
}
