package dev.signet.server.registry;

import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.server.registry.ChangeSet.Configure;
import dev.signet.server.registry.ChangeSet.Item;
import dev.signet.server.registry.ChangeSet.Register;
import dev.signet.server.registry.ChangeSet.Unreadable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one request has gathered about a change set so far: a draft for each schema, and what of the store they all look
 * at. It grows from look to look, outside of any lock. Confined to one thread.
 */
final class ChangeSetJudgement {
    private final ChangeSet set;
    private final Attempts attempts;
    private final Registration registration;
    private final ChangeSetBudget budget;
    private final ProvisionalIds provisional = new ProvisionalIds();
    private final Map<ContextId, ParsedContent> parsed = new HashMap<>();
    private final Map<ContentName, byte[]> digests = new HashMap<>();
    private final Map<Integer, Draft> drafts = new TreeMap<>();
    private final Map<Integer, Refusal> refusedAtSight = new HashMap<>();

    ChangeSetJudgement(ChangeSet set, Attempts attempts, Registration registration, ChangeSetBudget budget) {
        this.set = set;
        this.attempts = attempts;
        this.registration = registration;
        this.budget = budget;
        for (int i = 0; i < set.items().size(); i++) {
            int number = i;
            Item item = set.items().get(i);
            refusalAtSight(item)
                    .ifPresentOrElse(refusal -> refusedAtSight.put(number, refusal), () -> draft(number, item));
        }
    }

    private static Optional<Refusal> refusalAtSight(Item item) {
        if (item instanceof Register register) {
            return Registration.refusalAtSight(register.named(), register.submission());
        }
        return item instanceof Configure configure
                ? ConfigUseCases.refusalAtSight(configure.scope(), configure.change())
                : Optional.of(((Unreadable) item).refusal());
    }

    private void draft(int number, Item item) {
        if (item instanceof Register register) {
            drafts.put(number, attempts.draft(register.named(), register.submission(), parsed, budget.pairs()));
        }
    }

    ChangeSet set() {
        return set;
    }

    /** The places of the schemas that are not refused at sight. */
    List<Integer> schemas() {
        return List.copyOf(drafts.keySet());
    }

    Map<Integer, Refusal> refusedAtSight() {
        return refusedAtSight;
    }

    boolean isSpent() {
        return budget.isSpent();
    }

    /** Why the change set is given up; empty if it is not. */
    Optional<Refusal> refusalIfSpent() {
        return budget.refusal();
    }

    ProvisionalIds provisional() {
        return provisional;
    }

    /** What registration decides on this. */
    Decision<Registered> decide(int number, Snapshot snapshot) {
        Register register = (Register) set.items().get(number);
        Registration.Wish wish = new Registration.Wish(register.normalize(), Enforcement.ENFORCED);
        return registration.decide(draft(number), snapshot, wish);
    }

    Draft draft(int number) {
        return Objects.requireNonNull(drafts.get(number));
    }

    /** Where a change goes, as far as it is known. */
    Subject subject(int number) {
        Draft draft = drafts.get(number);
        return draft == null ? set.items().get(number).named() : draft.subject();
    }

    /** All that the decisions look at, as far as it is known by now. */
    Footprint footprint() {
        FootprintUnion union = new FootprintUnion();
        for (int i = 0; i < set.items().size(); i++) {
            if (set.items().get(i) instanceof Configure configure && !refusedAtSight.containsKey(i)) {
                union.add(Footprint.changing(configure.scope()));
            }
        }
        drafts.values().forEach(draft -> union.add(draft.footprint()));
        return union.footprint();
    }

    /** Begins to judge on what a look has shown; empty if the look must be repeated. */
    Optional<ChangeSetPass> begin(MarkedFootprint seen) {
        parsed.clear();
        budget.pairs().refill();
        return provisional.giveUp(seen.snapshot().bindings().keySet())
                ? Optional.empty()
                : Optional.of(new ChangeSetPass(this, seen));
    }

    /** A schema that another one of the set may refer to, or be compared with. */
    ContextId publish(Draft draft, SubjectSchema stored) {
        Candidate candidate = draft.candidate().orElseThrow();
        ContextId id = new ContextId(stored.subject().context(), stored.id());
        if (!parsed.containsKey(id)) {
            attempts.parsed(candidate, id, parsed).ifPresent(content -> parsed.put(id, content));
        }
        return id;
    }

    /**
     * Gets what a decision lacks, if nobody needs to be asked for it.
     *
     * @param missing where schemas are noted that must be loaded
     * @return whether the decision can be made again
     */
    boolean supply(Draft draft, Wanted wanted, Set<ContextId> missing) {
        if (wanted instanceof Wanted.ActualSubject actual) {
            draft.retarget(actual.subject());
        } else if (wanted instanceof Wanted.Candidate candidate) {
            attempts.read(draft, candidate.inputs());
            draft.candidate().ifPresent(read -> named(draft, read));
        } else if (wanted instanceof Wanted.Parsed lacking) {
            missing.addAll(lacking.ids());
            return false;
        } else {
            draft.drew(named(draft, draft.candidate().orElseThrow()));
        }
        return true;
    }

    private SchemaId named(Draft draft, Candidate candidate) {
        ContentName name = candidate.nameIn(draft.context());
        digests.put(name, candidate.canonical().identity().sha256());
        return provisional.of(name);
    }

    /** Whether the id that a draft brings along is that of its schema, which it is not if the schema came out anew. */
    boolean isNamed(Draft draft) {
        Candidate candidate = draft.candidate().orElseThrow();
        return draft.drawnId().equals(Optional.of(named(draft, candidate)));
    }

    /** Whether a content that nobody looked at while it was judged changes nothing now that it was found. */
    boolean isAsExpected(ContentName name, ContentState found) {
        byte[] digest = digests.get(name);
        return digest != null && Arrays.equals(digest, found.sha256());
    }

    /** Loads schemas; those that are gone meanwhile are not there afterwards either. */
    void load(Set<ContextId> missing) {
        parsed.putAll(attempts.load(missing));
    }

    /** Lets go of all schemas but these. */
    void keep(Collection<ContextId> needed) {
        parsed.keySet().retainAll(needed);
    }

    /** The live versions of a subject whose schemas are not at hand. */
    Set<ContextId> unparsed(Subject subject, List<VersionRow> rows) {
        Set<ContextId> missing = new HashSet<>();
        for (VersionRow row : rows) {
            ContextId id = new ContextId(subject.context(), row.id());
            if (!parsed.containsKey(id) && provisional.content(id).isEmpty()) {
                missing.add(id);
            }
        }
        return missing;
    }
}
