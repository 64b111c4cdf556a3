package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.settings.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores a schema under the id and, if it is given, the number that it has elsewhere. */
final class ImportedRegistration {
    private ImportedRegistration() {}

    static Decision<SubjectSchema> decide(Situation situation) {
        return Intake.imported(situation)
                .decide(candidate -> situation
                        .submission()
                        .id()
                        .map(id -> place(situation, candidate, id))
                        .orElseGet(() -> withoutId(situation, candidate)));
    }

    private static Decision<SubjectSchema> withoutId(Situation situation, Candidate candidate) {
        return VersionSearch.find(situation, candidate, Deleted.EXCLUDED)
                .decide(existing -> existing.<Decision<SubjectSchema>>map(Decision::answered)
                        .orElseGet(() ->
                                Decision.refused(Permission.refusalToRegister(situation.mode(), situation.subject())
                                        .orElseThrow())));
    }

    private static Decision<SubjectSchema> place(Situation situation, Candidate candidate, SchemaId id) {
        SubjectState state = situation.state();
        Optional<VersionRow> occupant = occupant(situation.submission(), state, id);
        Optional<Refusal> refusal = refusal(situation, candidate, id, occupant);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        if (occupant.filter(row -> row.id().equals(id) && !row.deleted()).isPresent()) {
            return Decision.answered(occupant.get().of(state.subject(), candidate.schema()));
        }
        Version version = occupant.map(VersionRow::version).orElseGet(() -> number(situation.submission(), state));
        List<Change> changes =
                new ArrayList<>(ContentWrite.under(id, situation, candidate).changes());
        changes.add(new Change.PutVersion(state.subject(), version, id));
        SubjectSchema answer = new SubjectSchema(
                state.subject(),
                version,
                id,
                candidate.canonical().guid(),
                candidate.schema(),
                situation.snapshot().now(),
                false);
        return new Decision.Write<>(
                answer,
                changes,
                new AuditEntry(AuditEntry.Action.IMPORT, state.subject(), Optional.of(version), Optional.of(id), ""));
    }

    private static Optional<Refusal> refusal(
            Situation situation, Candidate candidate, SchemaId id, Optional<VersionRow> occupant) {
        Subject subject = situation.subject();
        boolean taken = situation
                .snapshot()
                .binding(new ContextId(situation.context(), id))
                .filter(guid -> !guid.equals(candidate.canonical().guid()))
                .isPresent();
        if (taken) {
            return Optional.of(Permission.idTaken(subject, id));
        }
        // What a reference resolves to may not change under those who refer, the newcomer included.
        return VersionSearch.forgery(situation, candidate)
                .or(() -> occupant.filter(row -> !row.id().equals(id))
                        .filter(row -> row.referrers().any()
                                || refersTo(
                                        candidate,
                                        new Target(subject, row.version().number()),
                                        situation.draft()))
                        .map(row -> ErrorCode.REFERENCE_EXISTS.refusal(subject.qualified(), row.version())));
    }

    private static boolean refersTo(Candidate candidate, Target replaced, Draft draft) {
        return candidate.schema().references().stream().map(draft::target).anyMatch(replaced::equals);
    }

    private static Optional<VersionRow> occupant(Submission submission, SubjectState state, SchemaId id) {
        int demanded = submission.version().orElse(0);
        if (demanded > 0) {
            return state.numbered(new Version(demanded));
        }
        return state.newestFirst(Deleted.EXCLUDED).stream()
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    private static Version number(Submission submission, SubjectState state) {
        int demanded = submission.version().orElse(0);
        return demanded > 0 ? new Version(demanded) : state.next();
    }
}
