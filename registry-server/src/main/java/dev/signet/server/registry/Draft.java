package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.PairBudget;
import dev.signet.schema.format.TagEdit;
import dev.signet.schema.settings.Aliases;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request has gathered so far for its decision. It grows from attempt to attempt, outside of any lock.
 * Confined to one thread.
 */
final class Draft {
    private final Subject named;
    private final Submission submission;
    private final ParsedSchemas memory;
    private final Map<ContextId, ParsedContent> parsed;
    private final PairBudget budget;
    private Subject subject;
    private boolean textsWanted;
    private @Nullable CandidateInputs inputs;
    private @Nullable Answer<Candidate> candidate;
    private @Nullable SchemaId freshId;
    private @Nullable Footprint kept;

    Draft(Subject named, Submission submission, ParsedSchemas memory) {
        this(named, submission, memory, new HashMap<>(), PairBudget.unlimited());
    }

    /** A draft of several that share what was parsed for one of them, and what all of them may cost. */
    Draft(
            Subject named,
            Submission submission,
            ParsedSchemas memory,
            Map<ContextId, ParsedContent> parsed,
            PairBudget budget) {
        this.named = named;
        this.submission = submission;
        this.memory = memory;
        this.parsed = parsed;
        this.budget = budget;
        this.subject = named;
    }

    Subject named() {
        return named;
    }

    /** What the comparisons of this draft may take. */
    PairBudget budget() {
        return budget;
    }

    Submission submission() {
        return submission;
    }

    Context context() {
        return subject.context();
    }

    /** The subject that stands behind the one that was named. */
    Step<Subject> actualSubject(Snapshot snapshot) {
        Subject actual = Aliases.behind(snapshot, named);
        return actual.equals(subject) ? Step.ready(actual) : Step.lacks(new Wanted.ActualSubject(actual));
    }

    Step<List<ParsedContent>> parsed(Collection<ContextId> ids) {
        Set<ContextId> missing = new HashSet<>();
        for (ContextId id : ids) {
            if (!parsed.containsKey(id)) {
                memory.known(id).ifPresentOrElse(content -> parsed.put(id, content), () -> missing.add(id));
            }
        }
        if (!missing.isEmpty()) {
            return Step.lacks(new Wanted.Parsed(missing));
        }
        return Step.ready(
                ids.stream().map(id -> Objects.requireNonNull(parsed.get(id))).toList());
    }

    Step<Candidate> candidate(CandidateInputs wanted) {
        if (candidate != null && wanted.equals(inputs)) {
            return Step.of(candidate);
        }
        return Step.lacks(new Wanted.Candidate(wanted));
    }

    /** A schema with its tags as the request wants them. */
    Step<SchemaText> retagged(SchemaText schema, Optional<SchemaText> before) {
        TagEdit edit = submission.tags();
        return edit.isNone() ? Step.ready(schema) : Step.of(memory.retagged(schema, before, edit));
    }

    /** An id that was drawn for this request and that nobody has taken since. */
    Step<SchemaId> freshId(Snapshot snapshot) {
        if (freshId != null
                && snapshot.binding(new ContextId(context(), freshId)).isEmpty()) {
            return Step.ready(freshId);
        }
        return Step.lacks(new Wanted.FreshId());
    }

    Optional<SchemaId> drawnId() {
        return Optional.ofNullable(freshId);
    }

    Footprint footprint() {
        return kept == null ? gathered() : kept;
    }

    private Footprint gathered() {
        Footprint footprint = Footprint.ofSubjects(named, subject).withTargets(targets());
        Set<ContextId> ids = new HashSet<>();
        submission.id().ifPresent(id -> ids.add(new ContextId(context(), id)));
        drawnId().ifPresent(id -> ids.add(new ContextId(context(), id)));
        footprint = footprint.withIds(ids);
        if (candidate instanceof Answer.Done<Candidate> done) {
            footprint = footprint.withContents(Set.of(done.value().nameIn(context())));
        }
        if (textsWanted) {
            footprint = footprint.withTextsBut(knownIds());
        }
        return submission.id().isPresent() ? footprint.withRemoval(Footprint.Removal.OF_TARGETS) : footprint;
    }

    void retarget(Subject actual) {
        if (!actual.context().equals(subject.context())) {
            freshId = null;
        }
        subject = actual;
        kept = null;
    }

    /** Lets go of what was read, which can be read again; what the decision looked at stays known. */
    void letGo() {
        kept = footprint();
        inputs = null;
        candidate = null;
    }

    void add(Map<ContextId, ParsedContent> contents) {
        parsed.putAll(contents);
        textsWanted = true;
    }

    void read(CandidateInputs with, Answer<Candidate> result) {
        kept = null;
        inputs = with;
        candidate = result;
    }

    void drew(SchemaId id) {
        freshId = id;
    }

    Optional<Candidate> candidate() {
        return candidate == null ? Optional.empty() : candidate.asOptional();
    }

    Map<ContextId, ParsedContent> parsed() {
        return parsed;
    }

    Subject subject() {
        return subject;
    }

    private Set<SchemaId> knownIds() {
        Set<SchemaId> known = new HashSet<>();
        for (ContextId id : parsed.keySet()) {
            if (id.context().equals(context())) {
                known.add(id.id());
            }
        }
        return known;
    }

    private Set<Target> targets() {
        Set<Target> targets = new HashSet<>();
        submission.schema().references().forEach(reference -> targets.add(target(reference)));
        if (inputs != null) {
            // The versions that "latest" was pinned to are to be held, too.
            inputs.schema().references().forEach(reference -> targets.add(target(reference)));
        }
        return targets;
    }

    /** What a reference points at: a name without a context belongs to the referrer's. */
    Target target(SchemaReference reference) {
        return new Target(Subject.parse(reference.subject(), context()), reference.version());
    }
}
