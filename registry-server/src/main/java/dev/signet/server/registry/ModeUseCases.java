package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Mode;
import dev.signet.schema.Refusal;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.AuditEntry.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and changes modes. */
final class ModeUseCases {
    private final SchemaStore store;
    private final boolean modesMayChange;

    ModeUseCases(SchemaStore store, boolean modesMayChange) {
        this.store = store;
        this.modesMayChange = modesMayChange;
    }

    Answer<Mode> mode(Scope scope, Inheritance inheritance) {
        Snapshot snapshot = store.snapshot(Footprint.ofScope(scope));
        if (inheritance == Inheritance.IN_FORCE) {
            return Answer.done(ConfigResolution.mode(snapshot, scope));
        }
        Optional<Mode> own = snapshot.mode(scope);
        if (own.isEmpty() && !scope.equals(Scope.ROOT)) {
            return ErrorCode.MODE_NOT_FOUND.refused(scope.asSubject().qualified());
        }
        return Answer.done(own.orElse(Mode.READWRITE));
    }

    Answer<Mode> change(Caller caller, Scope scope, Mode mode, Forced forced) {
        Optional<Refusal> refusal = scope.refusal().or(() -> refusal(scope, mode));
        return refusal.isPresent()
                ? refusal.get().answer()
                : ScopeWrite.of(store, caller, scope, snapshot -> changed(snapshot, scope, mode, forced));
    }

    Answer<Optional<Mode>> delete(Caller caller, Scope scope, Reach reach) {
        return modesMayChange
                ? ScopeWrite.of(store, caller, scope, snapshot -> deleted(snapshot, scope, reach))
                : immutable().answer();
    }

    private Optional<Refusal> refusal(Scope scope, Mode mode) {
        if (!modesMayChange) {
            return Optional.of(immutable());
        }
        return mode == Mode.FORWARD && !(scope instanceof Scope.Global)
                ? Optional.of(ErrorCode.INVALID_MODE.refusal())
                : Optional.empty();
    }

    private static Decision<Mode> changed(Snapshot snapshot, Scope scope, Mode mode, Forced forced) {
        Optional<Mode> before = snapshot.mode(scope);
        if (before.equals(Optional.of(mode))) {
            return Decision.answered(mode);
        }
        if (mode == Mode.IMPORT && forced == Forced.NO && hasLive(snapshot, scope)) {
            return Decision.refused(
                    ErrorCode.OPERATION_NOT_PERMITTED.refusal("Cannot import since found existing subjects"));
        }
        return new Decision.Write<>(
                mode,
                List.of(new Change.PutMode(scope, mode)),
                AuditEntry.of(Action.CHANGE_MODE, scope.asSubject(), mode.name()));
    }

    private static boolean hasLive(Snapshot snapshot, Scope scope) {
        return scope instanceof Scope.OfSubject of
                ? snapshot.subject(of.subject()).hasLive()
                : snapshot.population(scope.context()).live();
    }

    private static Decision<Optional<Mode>> deleted(Snapshot snapshot, Scope scope, Reach reach) {
        Optional<Mode> own = snapshot.mode(scope);
        boolean deep = reach == Reach.WITH_ITS_SUBJECTS && !(scope instanceof Scope.OfSubject);
        if (own.isEmpty() && !deep) {
            boolean implied = scope.equals(Scope.ROOT) || reach == Reach.WITH_ITS_SUBJECTS;
            return implied
                    ? Decision.answered(scope.equals(Scope.ROOT) ? Optional.of(Mode.READWRITE) : own)
                    : Decision.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(
                            scope.asSubject().qualified()));
        }
        List<Change> changes = new ArrayList<>();
        if (own.isPresent()) {
            changes.add(new Change.DropMode(scope));
        }
        if (deep) {
            changes.add(new Change.DropModesBelow(scope.context()));
        }
        return new Decision.Write<>(
                own,
                changes,
                AuditEntry.of(
                        Action.DELETE_MODE,
                        scope.asSubject(),
                        own.map(Mode::name).orElse("")));
    }

    private static Refusal immutable() {
        return ErrorCode.OPERATION_NOT_PERMITTED.refusal("Mode changes are not allowed");
    }
}
