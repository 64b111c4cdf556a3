package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.compat.Verdict;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import dev.signet.schema.registration.SubmittedSchema;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.server.registry.ImpactVerdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges those who depend on a subject as if they took its types from a schema that is not registered yet: each is read
 * again with that schema in the place of the version that it refers to, and judged as the next version of its own
 * subject, at its own level, by the checker that registration asks.
 */
final class ImpactCheck {
    /** Characters of schema text that one request may read and compare; more than honest ones need. */
    private static final long MOST_TEXT = 32L << 20;

    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    /** More than enough: the history is loaded, and then there is a verdict, unless it is deleted meanwhile. */
    private static final int STEPS = 3;

    private static final String SPENT =
            "Not judged: the work that one request may do is spent; ask for the rest with offset and limit.";

    private static final String INVALID = "With this schema in place its text is no schema any more: ";

    private final SchemaStore store;
    private final Attempts attempts;
    private final ConfigResolution resolution;
    private final CompatibilityCheck compatibility;
    private final ParsedSchemas parsedSchemas;

    ImpactCheck(
            SchemaStore store,
            Attempts attempts,
            ConfigResolution resolution,
            CompatibilityCheck compatibility,
            ParsedSchemas parsedSchemas) {
        this.store = store;
        this.attempts = attempts;
        this.resolution = resolution;
        this.compatibility = compatibility;
        this.parsedSchemas = parsedSchemas;
    }

    /**
     * Judges the dependents of a page.
     *
     * @param impact who depends on the subject
     * @param submission the schema that it is to have
     */
    Answer<ImpactReport> judge(Impact impact, Submission submission, Normalize normalize) {
        return judge(impact, submission, normalize, new WorkBudget(MOST_TEXT, MOST_TIME));
    }

    Answer<ImpactReport> judge(Impact impact, Submission submission, Normalize normalize, WorkBudget budget) {
        Draft draft = attempts.draft(impact.subject(), submission, normalize);
        Answer<Candidate> candidate = attempts.look(
                draft,
                snapshot -> draft.actualSubject(snapshot)
                        .decide(subject -> DryRun.candidate(
                                        Situation.of(draft, snapshot, subject, resolution), normalize)
                                .decide(Decision::answered)));
        return candidate
                .then(read -> replacement(impact.subject(), read, draft))
                .map(replacement -> judge(impact, replacement, budget));
    }

    private Answer<Replacement> replacement(Subject subject, Candidate candidate, Draft draft) {
        CandidateInputs inputs = candidate.inputs();
        return Answer.ofOptional(
                parsedSchemas
                        .dependencies(inputs.schema().references(), inputs.dependencies(), draft.parsed())
                        .map(needed -> new Replacement(candidate.schema().text(), List.copyOf(needed.values()))),
                InvalidSchema.refusal(subject, inputs.schema(), "a referenced schema was deleted meanwhile"));
    }

    private ImpactReport judge(Impact impact, Replacement replacement, WorkBudget budget) {
        Set<Subject> subjects = new HashSet<>(Set.of(impact.subject()));
        impact.dependents()
                .forEach(dependent -> subjects.add(dependent.version().subject()));
        Snapshot snapshot = store.snapshot(Footprint.ofSubjects(subjects.toArray(Subject[]::new)));
        Set<ContextId> replaced = new HashSet<>();
        snapshot.subject(impact.subject())
                .versions()
                .forEach(row -> replaced.add(new ContextId(impact.subject().context(), row.id())));
        List<ImpactVerdict> verdicts = new ArrayList<>();
        for (Dependent dependent : impact.dependents()) {
            verdicts.add(judge(dependent, snapshot, content -> replacement.in(content, replaced), budget));
        }
        return new ImpactReport(impact, verdicts);
    }

    private interface Rereading {
        List<ResolvedReference> dependencies(ParsedContent content);
    }

    private ImpactVerdict judge(Dependent dependent, Snapshot snapshot, Rereading rereading, WorkBudget budget) {
        Subject subject = dependent.version().subject();
        CompatibilityLevel level =
                resolution.config(snapshot, subject).compatibilityLevel().orElseThrow();
        if (budget.isSpent()) {
            return ImpactVerdict.of(dependent, level, Outcome.UNDECIDED, SPENT);
        }
        ContextId id = new ContextId(subject.context(), dependent.id());
        Optional<ParsedContent> content =
                Optional.ofNullable(parsedSchemas.load(Set.of(id)).get(id));
        if (content.isEmpty()) {
            return ImpactVerdict.of(dependent, level, Outcome.UNDECIDED, "Not judged: it was deleted meanwhile.");
        }
        budget.spend(content.get().weight());
        ParseResult read = parsedSchemas.readAgain(content.get().content(), rereading.dependencies(content.get()));
        if (read instanceof ParseResult.Invalid invalid) {
            return ImpactVerdict.of(dependent, level, Outcome.INVALID, INVALID + invalid.reason());
        }
        ParsedSchema changed = ((ParseResult.Parsed) read).schema();
        if (changed.resolvedText().equals(content.get().parsed().resolvedText())) {
            // Nothing changes for it, and what is there need not be judged again.
            return ImpactVerdict.of(dependent, level, Outcome.COMPATIBLE, "");
        }
        return verdict(dependent, level, report(content.get(), changed, subject, snapshot, budget));
    }

    private Answer<CompatibilityReport> report(
            ParsedContent content, ParsedSchema changed, Subject subject, Snapshot snapshot, WorkBudget budget) {
        Draft draft = attempts.draft(subject, Submission.of(content.content().schema()), Normalize.AS_CONFIGURED);
        Situation situation = Situation.of(draft, snapshot, subject, resolution);
        Candidate candidate = new Candidate(
                new CandidateInputs(
                        content.content().schema(), false, content.content().dependencies()),
                new SubmittedSchema(CanonicalSchema.of(content.content().schema()), changed, Optional.empty()));
        Step<CompatibilityReport> report = report(situation, candidate);
        for (int step = 1; step < STEPS && report instanceof Step.Lacks<CompatibilityReport> lacks; step++) {
            draft.add(parsedSchemas.load(((Wanted.Parsed) lacks.wanted()).ids()));
            report = report(situation, candidate);
        }
        draft.parsed().values().forEach(compared -> budget.spend(compared.weight()));
        if (report instanceof Step.Ready<CompatibilityReport> ready) {
            return Answer.done(ready.value());
        }
        return report instanceof Step.Refused<CompatibilityReport> refused
                ? refused.refusal().answer()
                : ErrorCode.SCHEMA_NOT_FOUND.refused();
    }

    private Step<CompatibilityReport> report(Situation situation, Candidate candidate) {
        return compatibility.report(situation, situation.state().newestFirst(Deleted.EXCLUDED), candidate);
    }

    private static ImpactVerdict verdict(
            Dependent dependent, CompatibilityLevel level, Answer<CompatibilityReport> answer) {
        if (answer instanceof Answer.Refused<CompatibilityReport> undecided) {
            return ImpactVerdict.of(
                    dependent, level, Outcome.UNDECIDED, undecided.refusal().message());
        }
        Verdict verdict = ((Answer.Done<CompatibilityReport>) answer).value().verdict();
        return verdict instanceof Verdict.Incompatible incompatible
                ? new ImpactVerdict(dependent, level, Outcome.INCOMPATIBLE, "", incompatible.differences(), List.of())
                : new ImpactVerdict(
                        dependent, level, Outcome.COMPATIBLE, "", List.of(), ((Verdict.Compatible) verdict).warnings());
    }
}
