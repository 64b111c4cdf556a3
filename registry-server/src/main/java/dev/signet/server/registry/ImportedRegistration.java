package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores a schema under the id and, if it is given, the number that it has elsewhere. */
final class ImportedRegistration {
    private ImportedRegistration() {}

    static Decision<SubjectSchema> decide(Draft draft, Snapshot snapshot, Subject subject, Mode mode) {
        SubjectState state = snapshot.subject(subject);
        return Intake.imported(draft, snapshot)
                .decide(candidate -> draft.submission()
                        .id()
                        .map(id -> place(draft, snapshot, state, candidate, id))
                        .orElseGet(() -> withoutId(draft, snapshot, state, candidate, mode)));
    }

    private static Decision<SubjectSchema> withoutId(
            Draft draft, Snapshot snapshot, SubjectState state, Candidate candidate, Mode mode) {
        return VersionSearch.find(draft, snapshot, state, candidate, Deleted.EXCLUDED)
                .decide(existing -> existing.<Decision<SubjectSchema>>map(Decision::answered)
                        .orElseGet(() -> Decision.refused(Permission.refusalToRegister(mode, state.subject())
                                .orElseThrow())));
    }

    private static Decision<SubjectSchema> place(
            Draft draft, Snapshot snapshot, SubjectState state, Candidate candidate, SchemaId id) {
        Optional<VersionRow> occupant = occupant(draft.submission(), state, id);
        Optional<Refusal> refusal = refusal(draft, snapshot, state, candidate, id, occupant);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        if (occupant.filter(row -> row.id().equals(id) && !row.deleted()).isPresent()) {
            return Decision.answered(occupant.get().of(state.subject(), candidate.schema()));
        }
        Version version = occupant.map(VersionRow::version).orElseGet(() -> number(draft.submission(), state));
        ContentWrite content = ContentWrite.under(id, draft, snapshot, candidate);
        List<Change> changes = new ArrayList<>(content.changes());
        changes.add(new Change.PutVersion(state.subject(), version, id));
        SubjectSchema answer = new SubjectSchema(
                state.subject(), version, id, candidate.canonical().guid(), candidate.schema(), snapshot.now(), false);
        return new Decision.Write<>(
                answer,
                changes,
                new AuditEntry(AuditEntry.Action.IMPORT, state.subject(), Optional.of(version), Optional.of(id), ""));
    }

    private static Optional<Refusal> refusal(
            Draft draft,
            Snapshot snapshot,
            SubjectState state,
            Candidate candidate,
            SchemaId id,
            Optional<VersionRow> occupant) {
        boolean taken = snapshot.binding(new ContextId(draft.context(), id))
                .filter(guid -> !guid.equals(candidate.canonical().guid()))
                .isPresent();
        if (taken) {
            return Optional.of(Permission.idTaken(state.subject(), id));
        }
        Optional<Refusal> forged = VersionSearch.forgery(snapshot, state.subject(), candidate);
        if (forged.isPresent()) {
            return forged;
        }
        // What a reference resolves to may not change under those who refer.
        return occupant.filter(row -> !row.id().equals(id) && row.referrers().any())
                .map(row -> ErrorCode.REFERENCE_EXISTS.refusal(state.subject().qualified(), row.version()));
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
