package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Permission;
import dev.signet.schema.settings.Scope;
import dev.signet.server.registry.AuditEntry.Action;
import java.util.List;
import java.util.Optional;

/** Reads and changes what is set on scopes beside their mode. */
final class ConfigUseCases {
    private final SchemaStore store;
    private final ConfigResolution resolution;

    ConfigUseCases(SchemaStore store, ConfigResolution resolution) {
        this.store = store;
        this.resolution = resolution;
    }

    Answer<ConfigSettings> config(Scope scope, Inheritance inheritance) {
        Snapshot snapshot = store.snapshot(Footprint.ofScope(scope));
        if (inheritance == Inheritance.IN_FORCE) {
            return Answer.done(resolution.config(snapshot, scope));
        }
        Optional<ConfigSettings> own = snapshot.config(scope);
        if (own.isEmpty() && !scope.equals(Scope.ROOT)) {
            return ErrorCode.CONFIG_NOT_FOUND.refused(scope.asSubject().qualified());
        }
        return Answer.done(resolution.shown(own.orElse(ConfigSettings.EMPTY)));
    }

    Answer<ConfigSettings> change(Caller caller, Scope scope, ConfigChange change) {
        Optional<Refusal> refusal = refusalAtSight(scope, change);
        return refusal.isPresent()
                ? refusal.get().answer()
                : write(caller, scope, snapshot -> changed(snapshot, scope, change));
    }

    /** What is wrong whatever the store holds. */
    static Optional<Refusal> refusalAtSight(Scope scope, ConfigChange change) {
        return scope.refusal().or(() -> ConfigCheck.refusal(scope, change));
    }

    Answer<ConfigSettings> delete(Caller caller, Scope scope) {
        return write(caller, scope, snapshot -> deleted(snapshot, scope));
    }

    private <T> Answer<T> write(Caller caller, Scope scope, java.util.function.Function<Snapshot, Decision<T>> decide) {
        return ScopeWrite.of(store, caller, scope, decide);
    }

    /** The decision of a change; a pure function of the snapshot. */
    static Decision<ConfigSettings> changed(Snapshot snapshot, Scope scope, ConfigChange change) {
        Optional<Refusal> forbidden = forbidden(snapshot, scope);
        if (forbidden.isPresent()) {
            return Decision.refused(forbidden.get());
        }
        Optional<ConfigSettings> before = snapshot.config(scope);
        ConfigSettings after = change.appliedTo(before.orElse(ConfigSettings.EMPTY));
        if (after.equals(before.orElse(ConfigSettings.EMPTY))) {
            return Decision.answered(after);
        }
        String detail = after.compatibilityLevel().map(Enum::name).orElse("");
        return new Decision.Write<>(
                after,
                List.of(new Change.PutConfig(scope, after)),
                AuditEntry.of(Action.CHANGE_CONFIG, scope.asSubject(), detail));
    }

    private Decision<ConfigSettings> deleted(Snapshot snapshot, Scope scope) {
        Optional<ConfigSettings> before = snapshot.config(scope);
        if (before.isEmpty()) {
            return scope.equals(Scope.ROOT)
                    ? Decision.answered(resolution.shown(ConfigSettings.EMPTY))
                    : Decision.refused(ErrorCode.SUBJECT_NOT_FOUND.refusal(
                            scope.asSubject().qualified()));
        }
        Optional<Refusal> forbidden = forbidden(snapshot, scope);
        if (forbidden.isPresent()) {
            return Decision.refused(forbidden.get());
        }
        return new Decision.Write<>(
                resolution.shown(before.get()),
                List.of(new Change.DropConfig(scope)),
                AuditEntry.of(Action.DELETE_CONFIG, scope.asSubject(), ""));
    }

    private static Optional<Refusal> forbidden(Snapshot snapshot, Scope scope) {
        Subject named = scope.asSubject();
        return Permission.refusalToWrite(ConfigResolution.mode(snapshot, scope), named);
    }
}
