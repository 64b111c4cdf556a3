package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores a schema as the next version of its subject, unless it is there already or may not follow. */
final class Registration {
    private final Attempts attempts;
    private final ConfigResolution resolution;
    private final CompatibilityCheck compatibility;
    private final ParsedSchemas parsedSchemas;
    private final SchemaIds ids;

    Registration(
            Attempts attempts,
            ConfigResolution resolution,
            CompatibilityCheck compatibility,
            ParsedSchemas parsedSchemas,
            SchemaIds ids) {
        this.attempts = attempts;
        this.resolution = resolution;
        this.compatibility = compatibility;
        this.parsedSchemas = parsedSchemas;
        this.ids = ids;
    }

    /**
     * What a client asks for.
     *
     * @param normalize whether it wants the text normalised
     * @param enforcement whether the schema must be compatible
     */
    record Wish(Normalize normalize, Enforcement enforcement) {}

    Answer<SubjectSchema> register(
            Caller caller, Subject subject, Submission submission, Normalize normalize, Enforcement enforcement) {
        Optional<Refusal> bad = refusalAtSight(subject, submission);
        if (bad.isPresent()) {
            return bad.get().answer();
        }
        Wish wish = new Wish(normalize, enforcement);
        Draft draft = attempts.draft(subject, submission, normalize);
        Function<Snapshot, Decision<Registered>> decide = snapshot -> decide(draft, snapshot, wish);
        Answer<SubjectSchema> answer = attempts.write(caller, draft, decide).map(Registered::schema);
        answer.asOptional().ifPresent(registered -> {
            Context context = registered.subject().context();
            submission.id().ifPresent(id -> ids.forget(context));
            attempts.remember(new ContentName(context, registered.guid()));
            keep(draft, registered);
        });
        return answer;
    }

    /** What is wrong whatever the store holds. */
    static Optional<Refusal> refusalAtSight(Subject subject, Submission submission) {
        return submission
                .schema()
                .ruleSet()
                .flatMap(RuleSetCheck::refusal)
                .or(() -> subject.isValid()
                        ? Optional.empty()
                        : Optional.of(ErrorCode.INVALID_SUBJECT.refusal(subject.qualified())));
    }

    /** The decision of a registration; a pure function of the draft and the snapshot. */
    Decision<Registered> decide(Draft draft, Snapshot snapshot, Wish wish) {
        return draft.actualSubject(snapshot).decide(subject -> {
            if (!subject.isValid()) {
                return Decision.refused(ErrorCode.INVALID_SUBJECT.refusal(subject.qualified()));
            }
            Situation situation = Situation.of(draft, snapshot, subject, resolution);
            return situation.mode().imports()
                    ? imported(ImportedRegistration.decide(situation))
                    : decide(situation, wish);
        });
    }

    private static Decision<Registered> imported(Decision<SubjectSchema> decision) {
        return decision.map(decision instanceof Decision.Write ? Registered::imported : Registered::existing);
    }

    private Decision<Registered> decide(Situation situation, Wish wish) {
        return Intake.candidate(situation, wish.normalize())
                .decide(candidate -> VersionSearch.find(situation, candidate, Deleted.EXCLUDED)
                        .decide(existing -> {
                            if (isAnswer(existing, situation.submission())) {
                                return Decision.answered(Registered.existing(existing.orElseThrow()));
                            }
                            Optional<Refusal> refusal = refusal(situation, candidate);
                            return refusal.isPresent()
                                    ? Decision.refused(refusal.get())
                                    : admit(situation, candidate, wish.enforcement());
                        }));
    }

    /** A version that exists is the answer, unless the client dictates another id for it. */
    private static boolean isAnswer(Optional<SubjectSchema> existing, Submission submission) {
        return existing.isPresent()
                && (submission.id().isEmpty() || submission.id().equals(existing.map(SubjectSchema::id)));
    }

    private static Optional<Refusal> refusal(Situation situation, Candidate candidate) {
        Subject subject = situation.subject();
        Optional<Refusal> forbidden = situation.submission().id().isPresent()
                ? Permission.refusalToImport(situation.mode(), subject)
                : Permission.refusalToRegister(situation.mode(), subject);
        if (forbidden.isPresent()) {
            return forbidden;
        }
        // Only an import may go over the bounds.
        boolean imports = situation.submission().id().isPresent();
        return (imports
                        ? candidate.objection().filter(invalid -> situation.validatesNewSchemas())
                        : candidate.submitted().refusedAsNew(situation.config()))
                .map(invalid ->
                        InvalidSchema.refusal(subject, candidate.inputs().schema(), invalid));
    }

    private Decision<Registered> admit(Situation situation, Candidate candidate, Enforcement enforcement) {
        SubjectState state = situation.state();
        List<VersionRow> history =
                enforcement == Enforcement.ENFORCED ? state.newestFirst(Deleted.EXCLUDED) : List.of();
        return compatibility.report(situation, history, candidate).decide(report -> {
            Optional<Refusal> refusal = CompatibilityCheck.refusal(state.subject(), report)
                    .or(() -> outOfSequence(situation.submission(), state));
            return refusal.isPresent()
                    ? Decision.refused(refusal.get())
                    : ContentWrite.of(situation, candidate)
                            .decide(content -> write(situation.snapshot(), state, candidate, content))
                            .map(stored -> Registered.fresh(stored, report));
        });
    }

    private static Optional<Refusal> outOfSequence(Submission submission, SubjectState state) {
        int demanded = submission.version().orElse(0);
        if (demanded <= 0 || demanded == state.next().number()) {
            return Optional.empty();
        }
        return Optional.of(ErrorCode.INVALID_SCHEMA.refusal(
                "Version is not one more than previous version: version %s of subject '%s' was asked for, %s is next"
                        .formatted(demanded, state.subject().qualified(), state.next())));
    }

    private static Decision<SubjectSchema> write(
            Snapshot snapshot, SubjectState state, Candidate candidate, ContentWrite content) {
        Subject subject = state.subject();
        Version version = state.next();
        List<Change> changes = new ArrayList<>(content.changes());
        changes.add(new Change.PutVersion(subject, version, content.id()));
        List<Version> superseded = superseded(state, content.id());
        if (!superseded.isEmpty()) {
            changes.add(new Change.RemoveVersions(subject, superseded));
        }
        SubjectSchema answer = new SubjectSchema(
                subject,
                version,
                content.id(),
                candidate.canonical().guid(),
                candidate.schema(),
                snapshot.now(),
                false);
        return new Decision.Write<>(
                answer,
                changes,
                new AuditEntry(
                        AuditEntry.Action.REGISTER, subject, Optional.of(version), Optional.of(content.id()), ""));
    }

    /** A soft-deleted version that comes back under a new number leaves its old one, unless something refers to it. */
    private static List<Version> superseded(SubjectState state, SchemaId id) {
        return state.newestFirst(Deleted.ONLY).stream()
                .filter(row -> row.id().equals(id) && !row.referrers().any())
                .map(VersionRow::version)
                .toList();
    }

    /** The next registration under this subject will compare with what this one has just parsed. */
    private void keep(Draft draft, SubjectSchema registered) {
        ContextId id = new ContextId(registered.subject().context(), registered.id());
        draft.candidate()
                .filter(candidate -> candidate.canonical().guid().equals(registered.guid()))
                .filter(candidate -> candidate.schema().equals(registered.schema()))
                .filter(candidate -> !candidate.inputs().normalized())
                .flatMap(candidate -> parsedSchemas.stored(candidate, id, draft.parsed()))
                .ifPresent(parsedSchemas::keep);
    }
}
