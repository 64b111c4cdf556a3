package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Context;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.VersionSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads subjects, versions and schemas. */
final class Reading {
    private final SchemaQueries store;
    private final RecentVersions recentVersions;
    private final ParsedSchemas parsedSchemas;

    Reading(SchemaStore store, ParsedSchemas parsedSchemas) {
        this.store = store;
        this.recentVersions = new RecentVersions(store);
        this.parsedSchemas = parsedSchemas;
    }

    Answer<SubjectSchema> version(Subject subject, VersionSelector selector, Deleted deleted) {
        Optional<SubjectSchema> found = recentVersions.version(subject, selector, deleted);
        return found.isPresent() ? Answer.done(found.get()) : versionElsewhere(subject, selector, deleted);
    }

    private Answer<SubjectSchema> versionElsewhere(Subject subject, VersionSelector selector, Deleted deleted) {
        if (isKnown(subject, deleted)) {
            return ErrorCode.VERSION_NOT_FOUND.refused(written(selector));
        }
        List<Context> others = subject.context().isDefault() ? store.contextsOf(subject.name()) : List.of();
        return others.stream()
                .flatMap(context -> store.version(new Subject(context, subject.name()), selector, deleted).stream())
                .findFirst()
                .<Answer<SubjectSchema>>map(Answer::done)
                .orElseGet(() -> ErrorCode.SUBJECT_NOT_FOUND.refused(subject.qualified()));
    }

    Answer<SubjectSchema> latestWithMetadata(Subject subject, Map<String, String> properties, Deleted deleted) {
        List<SubjectSchema> history = store.history(subject, deleted);
        if (history.isEmpty()) {
            return ErrorCode.SUBJECT_NOT_FOUND.refused(subject.qualified());
        }
        Optional<SubjectSchema> found = history.stream()
                .filter(version -> version.schema()
                        .metadata()
                        .map(said -> said.properties().entrySet().containsAll(properties.entrySet()))
                        .orElse(false))
                .findFirst();
        return Answer.ofOptional(found, ErrorCode.SCHEMA_NOT_FOUND.refusal());
    }

    Answer<List<VersionState>> versions(Subject subject, Deleted deleted, Page page) {
        List<VersionState> all = store.versions(subject);
        List<VersionState> admitted = admitted(all, deleted);
        boolean known = deleted == Deleted.ONLY ? !all.isEmpty() : !admitted.isEmpty();
        return known ? Answer.done(page.of(admitted)) : ErrorCode.SUBJECT_NOT_FOUND.refused(subject.qualified());
    }

    Answer<IdentifiedSchema> schema(Context context, SchemaId id, Optional<Subject> preferred) {
        Optional<IdentifiedSchema> found = store.schema(new ContextId(context, id), preferred);
        if (found.isEmpty() && context.isDefault()) {
            found = preferred.filter(subject -> !subject.name().isEmpty()).flatMap(subject -> elsewhere(subject, id));
        }
        return Answer.ofOptional(found, ErrorCode.SCHEMA_ID_NOT_FOUND.refusal(id));
    }

    private Optional<IdentifiedSchema> elsewhere(Subject subject, SchemaId id) {
        return store.contextsOf(subject.name()).stream()
                .flatMap(context ->
                        store
                                .schema(new ContextId(context, id), Optional.of(new Subject(context, subject.name())))
                                .stream())
                .filter(found -> found.usedBy()
                        .filter(used -> used.subject().name().equals(subject.name()))
                        .isPresent())
                .findFirst();
    }

    Answer<List<Subject>> subjectsUsing(ContextId id, Optional<Subject> only, Deleted deleted, Page page) {
        return uses(id, only, deleted)
                .map(uses -> page.of(
                        uses.stream().map(SchemaQueries.Use::subject).distinct().toList()));
    }

    Answer<List<SubjectVersion>> versionsUsing(ContextId id, Optional<Subject> only, Deleted deleted, Page page) {
        return uses(id, only, deleted).map(uses -> {
            Map<Subject, SubjectVersion> last = new TreeMap<>();
            uses.forEach(use -> last.put(use.subject(), new SubjectVersion(use.subject(), use.version())));
            return page.of(List.copyOf(last.values()));
        });
    }

    private Answer<List<SchemaQueries.Use>> uses(ContextId id, Optional<Subject> only, Deleted deleted) {
        List<SchemaQueries.Use> all = store.uses(id);
        if (all.isEmpty() && store.schema(id, Optional.empty()).isEmpty()) {
            return ErrorCode.SCHEMA_NOT_FOUND.refused();
        }
        Optional<Subject> named = only.filter(subject -> !subject.name().isEmpty());
        return Answer.done(all.stream()
                .filter(use -> deleted.admits(use.deleted()))
                .filter(use ->
                        named.map(subject -> subject.equals(use.subject())).orElse(true))
                .toList());
    }

    Answer<List<SchemaId>> referencedBy(Subject subject, VersionSelector selector, Deleted deleted, Page page) {
        Optional<SubjectSchema> target = store.version(subject, selector, Deleted.INCLUDED);
        if (target.isEmpty()) {
            return isKnown(subject, Deleted.INCLUDED)
                    ? ErrorCode.VERSION_NOT_FOUND.refused(written(selector))
                    : ErrorCode.SUBJECT_NOT_FOUND.refused(subject.qualified());
        }
        return Answer.done(
                page.of(store.referrers(target.get().subject(), target.get().version(), deleted)));
    }

    Answer<String> resolvedText(ContextId id) {
        Optional<ParsedContent> content =
                Optional.ofNullable(parsedSchemas.load(Set.of(id)).get(id));
        return Answer.ofOptional(
                content.map(found -> found.parsed().resolvedText()), ErrorCode.SCHEMA_ID_NOT_FOUND.refusal(id.id()));
    }

    private boolean isKnown(Subject subject, Deleted deleted) {
        return !admitted(store.versions(subject), deleted).isEmpty();
    }

    private static List<VersionState> admitted(List<VersionState> all, Deleted deleted) {
        List<VersionState> admitted = new ArrayList<>(all);
        admitted.removeIf(state -> !deleted.admits(state.deleted()));
        return admitted;
    }

    private static Object written(VersionSelector selector) {
        return selector instanceof VersionSelector.Exact exact ? exact.version() : "-1";
    }
}
