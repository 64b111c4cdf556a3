package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.ConfigResolution;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what consoles ask for: who registered a version, and subjects at a glance. */
final class Catalog {
    private final CatalogRows rows;
    private final ConfigResolution resolution;

    Catalog(CatalogRows rows, ConfigResolution resolution) {
        this.rows = rows;
        this.resolution = resolution;
    }

    Answer<VersionOrigin> origin(SubjectSchema found) {
        return Answer.ofOptional(
                rows.origin(new SubjectVersion(found.subject(), found.version())),
                ErrorCode.VERSION_NOT_FOUND.refusal(found.version()));
    }

    List<SubjectSummary> summaries(SchemaQueries.SubjectPrefix prefix, Deleted deleted, Page page) {
        if (!prefix.isWellFormed()) {
            return List.of();
        }
        SubjectHeads found = rows.subjectHeads(prefix, deleted, page);
        Snapshot settings = Snapshot.ofSettings(found.configs(), found.modes());
        return found.heads().stream().map(head -> summary(head, settings)).toList();
    }

    Map<Subject, List<Subject>> aliases() {
        Map<Subject, List<Subject>> names = new HashMap<>();
        rows.aliases().entrySet().stream()
                .filter(alias -> !alias.getKey().equals(alias.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(alias -> names.computeIfAbsent(alias.getValue(), none -> new ArrayList<>())
                        .add(alias.getKey()));
        return names;
    }

    private SubjectSummary summary(SubjectHead head, Snapshot settings) {
        Scope scope = Scope.of(head.subject());
        Optional<ConfigSettings> own = settings.config(scope);
        return new SubjectSummary(
                head,
                resolution.config(settings, scope).compatibilityLevel().orElseThrow(),
                standing(own.flatMap(ConfigSettings::compatibilityLevel)),
                ConfigResolution.mode(settings, scope),
                standing(settings.mode(scope)));
    }

    private static SubjectSummary.Standing standing(Optional<?> own) {
        return own.isPresent() ? SubjectSummary.Standing.OWN : SubjectSummary.Standing.INHERITED;
    }
}
