package dev.signet.gate.baseline;

import dev.signet.gate.history.Histories;
import dev.signet.gate.history.StoredVersion;
import dev.signet.gate.history.UnreadableHistoryException;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ScopeSettings;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.schema.settings.SettingsView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What an export holds: versions, settings, and the level where none is set. Confined to one thread. */
final class ExportedState implements SettingsView, Consumer<ExportItem> {
    private final Histories histories = new Histories();
    private final Map<Scope, ConfigSettings> configs = new HashMap<>();
    private final Map<Scope, Mode> modes = new HashMap<>();
    private final Map<Scope, CompatibilityLevel> levelsInForce = new HashMap<>();
    private List<String> limits = List.of();

    @Override
    public void accept(ExportItem item) {
        if (item instanceof ExportItem.Header header) {
            limits = header.selection().subjects().stream()
                    .map(glob -> glob.pattern())
                    .toList();
        } else if (item instanceof ExportItem.OfContext of) {
            settings(Scope.of(new Subject(of.context(), "")), of.settings());
        } else if (item instanceof ExportItem.OfSubject of) {
            settings(Scope.of(of.subject()), of.settings());
        } else if (item instanceof ExportItem.OfAssociation of) {
            if (of.lifecycle().equals(ExportItem.OfAssociation.STRONG)) {
                histories.own(of.subject());
            }
        } else if (item instanceof ExportItem.OfVersion of) {
            histories.add(new StoredVersion(
                    of.subject(), of.version(), of.id(), of.guid(), of.schema(), of.state() == ExportItem.State.LIVE));
        }
    }

    private void settings(Scope scope, ScopeSettings settings) {
        settings.config().map(ExportedState::known).ifPresent(config -> configs.put(scope, config));
        settings.mode().ifPresent(mode -> modes.put(scope, mode));
        settings.configInForce()
                .map(ExportedState::known)
                .flatMap(ConfigSettings::compatibilityLevel)
                .ifPresent(level -> levelsInForce.put(scope, level));
    }

    private static ConfigSettings known(ConfigReply config) {
        return config.settings()
                .asOptional()
                .orElseThrow(() -> new UnreadableHistoryException(
                        "the export has settings that this gate does not know: " + config));
    }

    Histories histories() {
        return histories;
    }

    /** The patterns that the export was limited to; none if it is whole. */
    List<String> limits() {
        return limits;
    }

    /** Whether a subject would be in the export if it existed. */
    boolean covers(Subject subject) {
        return limits.isEmpty()
                || limits.stream()
                        .anyMatch(pattern -> new dev.signet.schema.export.SubjectGlob(pattern).matches(subject));
    }

    /**
     * The level where none is set: what is in force for a scope that has none and inherits none. Without such a scope
     * it counts nowhere.
     */
    CompatibilityLevel defaultLevel() {
        return levelsInForce.entrySet().stream()
                .filter(entry -> unset(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(CompatibilityLevel.BACKWARD);
    }

    private boolean unset(Scope scope) {
        boolean ofContext = !(scope instanceof Scope.OfSubject);
        return ofContext
                && config(scope).isEmpty()
                && (scope.context().equals(Context.GLOBAL)
                        || config(Scope.GLOBAL).isEmpty());
    }

    @Override
    public Optional<ConfigSettings> config(Scope scope) {
        return Optional.ofNullable(configs.get(scope));
    }

    @Override
    public Optional<Mode> mode(Scope scope) {
        return Optional.ofNullable(modes.get(scope));
    }
}
