package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.Version;
import dev.signet.schema.VersionSelector;
import dev.signet.schema.settings.Aliases;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.Permission;
import dev.signet.server.registry.AuditEntry.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hides versions, and removes those that are hidden. */
final class DeletionOfVersions {
    private final SchemaStore store;

    DeletionOfVersions(SchemaStore store) {
        this.store = store;
    }

    Answer<Version> deleteVersion(Caller caller, Subject named, VersionSelector selector, Deletion deletion) {
        return delete(
                caller,
                named,
                deletion,
                state -> deletion == Deletion.SOFT ? hide(state, selector) : remove(state, selector));
    }

    Answer<List<Version>> deleteSubject(Caller caller, Subject named, Deletion deletion) {
        return delete(caller, named, deletion, state -> deletion == Deletion.SOFT ? hideAll(state) : removeAll(state));
    }

    /**
     * What is to be deleted, before the mode has its say.
     *
     * @param answer what the caller gets
     * @param versions the versions
     * @param refusal why it may not be done even if the mode allows it
     * @param action for the audit trail
     */
    private record Plan<T>(T answer, List<Version> versions, Optional<Refusal> refusal, Action action) {}

    private interface Planning<T> {
        Step<Plan<T>> plan(SubjectState state);
    }

    private <T> Answer<T> delete(Caller caller, Subject named, Deletion deletion, Planning<T> planning) {
        Subject actual = named;
        while (true) {
            Subject assumed = actual;
            Footprint footprint = Footprint.ofSubjects(named, assumed)
                    .withRemoval(
                            deletion == Deletion.SOFT ? Footprint.Removal.OF_TARGETS : Footprint.Removal.OF_CONTENTS);
            Decision<T> decision = decide(store.snapshot(footprint), named, assumed, deletion, planning);
            if (decision instanceof Decision.Write<T>) {
                decision = store.update(
                        caller, footprint, snapshot -> decide(snapshot, named, assumed, deletion, planning));
            }
            if (decision instanceof Decision.Write<T> write) {
                return Answer.done(write.answer());
            }
            if (decision instanceof Decision.Answered<T> answered) {
                return answered.answer();
            }
            actual = ((Wanted.ActualSubject) ((Decision.Prepare<T>) decision).wanted()).subject();
        }
    }

    private static <T> Decision<T> decide(
            Snapshot snapshot, Subject named, Subject assumed, Deletion deletion, Planning<T> planning) {
        Subject actual = Aliases.behind(snapshot, named);
        if (!actual.equals(assumed)) {
            return Decision.prepare(new Wanted.ActualSubject(actual));
        }
        SubjectState state = snapshot.subject(actual);
        return planning.plan(state).decide(plan -> {
            Optional<Refusal> refusal = Permission.refusalToWrite(ConfigResolution.mode(snapshot, actual), actual)
                    .or(plan::refusal)
                    .or(() -> associated(snapshot, state, plan, deletion));
            return refusal.isPresent()
                    ? Decision.refused(refusal.get())
                    : new Decision.Write<>(plan.answer(), changes(state, plan, deletion), audit(state, plan));
        });
    }

    /** A subject that a resource uses stays, and keeps a live version. */
    private static Optional<Refusal> associated(
            Snapshot snapshot, SubjectState state, Plan<?> plan, Deletion deletion) {
        boolean isOfVersion = plan.answer() instanceof Version;
        boolean leavesLive =
                state.newestFirst(Deleted.EXCLUDED).size() > plan.versions().size();
        if (isOfVersion && (leavesLive || deletion == Deletion.PERMANENT)) {
            return Optional.empty();
        }
        return snapshot.associations(state.subject()).stream().findFirst().map(association -> {
            boolean owned = isOfVersion && association.lifecycle() == Lifecycle.STRONG;
            return (owned ? ErrorCode.SUBJECT_OWNED : ErrorCode.SUBJECT_ASSOCIATED)
                    .refusal(state.subject().qualified(), association.resource());
        });
    }

    private static List<Change> changes(SubjectState state, Plan<?> plan, Deletion deletion) {
        if (deletion == Deletion.SOFT) {
            return List.of(new Change.HideVersions(state.subject(), plan.versions()));
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.RemoveVersions(state.subject(), plan.versions()));
        if (plan.versions().size() == state.versions().size()) {
            changes.add(new Change.ResetSubject(state.subject()));
        }
        return changes;
    }

    private static AuditEntry audit(SubjectState state, Plan<?> plan) {
        Optional<Version> single = plan.answer() instanceof Version version ? Optional.of(version) : Optional.empty();
        return new AuditEntry(
                plan.action(),
                state.subject(),
                single,
                Optional.empty(),
                single.isPresent() ? "" : plan.versions().toString());
    }

    private static Step<Plan<Version>> hide(SubjectState state, VersionSelector selector) {
        String subject = state.subject().qualified();
        boolean latestOfNone = selector instanceof VersionSelector.Latest && !state.hasLive();
        if (state.isEmpty() || latestOfNone) {
            return Step.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(subject));
        }
        Optional<VersionRow> row = state.selected(
                selector, selector instanceof VersionSelector.Latest ? Deleted.EXCLUDED : Deleted.INCLUDED);
        if (row.isEmpty()) {
            return Step.refused(ErrorCode.VERSION_NOT_FOUND.refusal(written(selector)));
        }
        Version version = row.get().version();
        if (row.get().deleted()) {
            return Step.refused(ErrorCode.VERSION_SOFT_DELETED.refusal(subject, version));
        }
        Optional<Refusal> referenced =
                row.get().referrers().live() ? Optional.of(referenced(state, version)) : Optional.empty();
        return Step.ready(new Plan<>(version, List.of(version), referenced, Action.DELETE_VERSION));
    }

    private static Step<Plan<Version>> remove(SubjectState state, VersionSelector selector) {
        String subject = state.subject().qualified();
        if (state.isEmpty()) {
            return Step.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(subject));
        }
        Optional<VersionRow> row = state.selected(selector, Deleted.INCLUDED);
        if (row.isEmpty()) {
            return Step.refused(ErrorCode.VERSION_NOT_FOUND.refusal(written(selector)));
        }
        Version version = row.get().version();
        Optional<Refusal> refusal = Optional.empty();
        if (!row.get().deleted()) {
            refusal = Optional.of(ErrorCode.VERSION_NOT_SOFT_DELETED.refusal(subject, version));
        } else if (row.get().referrers().any()) {
            refusal = Optional.of(referenced(state, version));
        }
        return Step.ready(new Plan<>(version, List.of(version), refusal, Action.PURGE_VERSION));
    }

    private static Step<Plan<List<Version>>> hideAll(SubjectState state) {
        String subject = state.subject().qualified();
        if (state.isEmpty()) {
            return Step.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(subject));
        }
        if (!state.hasLive()) {
            return Step.refused(ErrorCode.SUBJECT_SOFT_DELETED.refusal(subject));
        }
        List<VersionRow> live =
                state.versions().stream().filter(row -> !row.deleted()).toList();
        Optional<Refusal> referenced = live.stream()
                .filter(row -> row.referrers().liveElsewhere())
                .findFirst()
                .map(row -> referenced(state, row.version()));
        List<Version> versions = live.stream().map(VersionRow::version).toList();
        return Step.ready(new Plan<>(versions, versions, referenced, Action.DELETE_SUBJECT));
    }

    private static Step<Plan<List<Version>>> removeAll(SubjectState state) {
        String subject = state.subject().qualified();
        if (state.isEmpty()) {
            return Step.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(subject));
        }
        if (state.hasLive()) {
            return Step.refused(ErrorCode.SUBJECT_NOT_SOFT_DELETED.refusal(subject));
        }
        Optional<Refusal> referenced = state.versions().stream()
                .filter(row -> row.referrers().elsewhere())
                .findFirst()
                .map(row -> referenced(state, row.version()));
        List<Version> versions =
                state.versions().stream().map(VersionRow::version).toList();
        return Step.ready(new Plan<>(versions, versions, referenced, Action.PURGE_SUBJECT));
    }

    private static Refusal referenced(SubjectState state, Version version) {
        return ErrorCode.REFERENCE_EXISTS.refusal(state.subject().qualified(), version);
    }

    private static Object written(VersionSelector selector) {
        return selector instanceof VersionSelector.Exact exact ? exact.version() : "-1";
    }
}
