package dev.signet.gate.config;

import dev.signet.schema.Mode;
import dev.signet.schema.export.SubjectGlob;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.schema.settings.SettingsView;
import java.util.List;
import java.util.Optional;

/**
 * Levels, groups and normalisation as {@code signet.yaml} has them, for baselines that know of none: git and folders.
 *
 * @param root what counts for every subject that has no settings of its own
 * @param subjects what some subjects have; the first that fits counts
 */
public record CommittedSettings(Optional<ConfigSettings> root, List<Entry> subjects) implements SettingsView {
    /** Nothing is set. */
    public static final CommittedSettings NONE = new CommittedSettings(Optional.empty(), List.of());

    public CommittedSettings {
        subjects = List.copyOf(subjects);
    }

    /** What some subjects have. */
    public record Entry(SubjectGlob subjects, ConfigSettings config) {}

    @Override
    public Optional<ConfigSettings> config(Scope scope) {
        if (scope instanceof Scope.OfSubject of) {
            return subjects.stream()
                    .filter(entry -> entry.subjects().matches(of.subject()))
                    .findFirst()
                    .map(Entry::config);
        }
        // A level for every subject counts in every context: the global scope stands behind them all.
        return scope.equals(Scope.ROOT) || scope.equals(Scope.GLOBAL) ? root : Optional.empty();
    }

    @Override
    public Optional<Mode> mode(Scope scope) {
        return Optional.empty();
    }
}
