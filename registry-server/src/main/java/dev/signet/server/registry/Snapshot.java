package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import dev.signet.schema.settings.SettingsView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a footprint at one moment.
 *
 * @param now the store's clock; what is written on this snapshot carries it
 * @param configs what is set on the footprint's scopes
 * @param modes the modes that are set on them
 * @param listed which of the footprint's contexts are shown
 * @param subjects the subjects that exist
 * @param targets the versions that references point at
 * @param contents the contents that exist, with or without their text
 * @param bindings what ids are bound to
 * @param texts schemas of live versions, if the footprint asked for them
 * @param populations what lives in the contexts that change
 * @param associations those of the footprint's resources and subjects, if it shows any
 */
public record Snapshot(
        Instant now,
        Map<Scope, ConfigSettings> configs,
        Map<Scope, Mode> modes,
        Set<Context> listed,
        Map<Subject, SubjectState> subjects,
        Map<Target, TargetRow> targets,
        Map<ContentName, ContentState> contents,
        Map<ContextId, SchemaGuid> bindings,
        List<StoredContent> texts,
        Map<Context, Population> populations,
        List<Association> associations)
        implements SettingsView {
    public Snapshot {
        configs = Map.copyOf(configs);
        modes = Map.copyOf(modes);
        listed = Set.copyOf(listed);
        subjects = Map.copyOf(subjects);
        targets = Map.copyOf(targets);
        contents = Map.copyOf(contents);
        bindings = Map.copyOf(bindings);
        texts = List.copyOf(texts);
        populations = Map.copyOf(populations);
        associations = List.copyOf(associations);
    }

    /** As much of a state as {@link ConfigResolution} looks at. */
    static Snapshot ofSettings(Map<Scope, ConfigSettings> configs, Map<Scope, Mode> modes) {
        return new Snapshot(
                Instant.EPOCH,
                configs,
                modes,
                Set.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    SubjectState subject(Subject subject) {
        return subjects.getOrDefault(subject, SubjectState.unknown(subject));
    }

    @Override
    public Optional<ConfigSettings> config(Scope scope) {
        return Optional.ofNullable(configs.get(scope));
    }

    @Override
    public Optional<Mode> mode(Scope scope) {
        return Optional.ofNullable(modes.get(scope));
    }

    Optional<TargetRow> target(Target target) {
        return Optional.ofNullable(targets.get(target));
    }

    Optional<ContentState> content(ContentName name) {
        return Optional.ofNullable(contents.get(name));
    }

    Optional<SchemaGuid> binding(ContextId id) {
        return Optional.ofNullable(bindings.get(id));
    }

    Population population(Context context) {
        return populations.getOrDefault(context, Population.NONE);
    }

    List<Association> associations(Subject subject) {
        return associations.stream()
                .filter(found -> found.subject().equals(subject))
                .toList();
    }
}
