package dev.signet.server.registry;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaId;
import dev.signet.schema.Subject;
import dev.signet.schema.settings.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a decision looks at, and therefore what a store locks, in the order of the components, before it decides for
 * good. The config and mode of each subject, of its context, of the root and of the global scope always belong to it.
 *
 * @param scopes further scopes whose config and mode are read
 * @param changedContexts contexts whose config, mode or existence changes; writers in them wait
 * @param subjects the subjects whose versions are read or written; writers of them wait
 * @param targets the versions that references point at; they stay as they are until the decision is written
 * @param contents the contents that may be written or used
 * @param ids the ids whose bindings matter
 * @param texts if present: the live schemas of the subjects come along, but for these ids, which are known already
 * @param removal what may happen to versions of the subjects; their associations come along if something may
 * @param resources the resources whose associations are read or changed; writers of them wait
 */
public record Footprint(
        Set<Scope> scopes,
        Set<Context> changedContexts,
        Set<Subject> subjects,
        Set<Target> targets,
        Set<ContentName> contents,
        Set<ContextId> ids,
        Optional<Set<SchemaId>> texts,
        Removal removal,
        Set<Resource> resources) {
    /** What a decision may do to versions that exist. */
    public enum Removal {
        /** None stops being what references expect. */
        NONE,
        /** References to some may come to point nowhere, or elsewhere. */
        OF_TARGETS,
        /** The same, and contents may lose their text. */
        OF_CONTENTS
    }

    public Footprint {
        scopes = Set.copyOf(scopes);
        changedContexts = Set.copyOf(changedContexts);
        subjects = Set.copyOf(subjects);
        targets = Set.copyOf(targets);
        contents = Set.copyOf(contents);
        ids = Set.copyOf(ids);
        texts = texts.map(Set::copyOf);
        resources = Set.copyOf(resources);
    }

    /** The versions of subjects, and what is set on them and above them. */
    public static Footprint ofSubjects(Subject... subjects) {
        return new Footprint(
                Set.of(),
                Set.of(),
                Set.copyOf(List.of(subjects)),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Removal.NONE,
                Set.of());
    }

    /** What is set on a scope and above it. */
    public static Footprint ofScope(Scope scope) {
        return new Footprint(
                Set.of(scope),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Removal.NONE,
                Set.of());
    }

    /** The same scope or subject, to be changed. */
    static Footprint changing(Scope scope) {
        return scope instanceof Scope.OfSubject of
                ? ofSubjects(of.subject())
                : ofScope(scope).withChangedContexts(Set.of(scope.context()));
    }

    public Footprint withChangedContexts(Set<Context> changed) {
        return new Footprint(scopes, changed, subjects, targets, contents, ids, texts, removal, resources);
    }

    public Footprint withTargets(Set<Target> wanted) {
        return new Footprint(scopes, changedContexts, subjects, wanted, contents, ids, texts, removal, resources);
    }

    public Footprint withContents(Set<ContentName> names) {
        return new Footprint(scopes, changedContexts, subjects, targets, names, ids, texts, removal, resources);
    }

    public Footprint withIds(Set<ContextId> wanted) {
        return new Footprint(scopes, changedContexts, subjects, targets, contents, wanted, texts, removal, resources);
    }

    public Footprint withTextsBut(Set<SchemaId> known) {
        return new Footprint(
                scopes, changedContexts, subjects, targets, contents, ids, Optional.of(known), removal, resources);
    }

    public Footprint withRemoval(Removal possible) {
        return new Footprint(scopes, changedContexts, subjects, targets, contents, ids, texts, possible, resources);
    }

    public Footprint withResources(Set<Resource> concerned) {
        return new Footprint(scopes, changedContexts, subjects, targets, contents, ids, texts, removal, concerned);
    }

    /** Whether associations come along. */
    public boolean showsAssociations() {
        return removal != Removal.NONE || !resources.isEmpty();
    }

    /** Every scope whose config and mode are read. */
    public Set<Scope> allScopes() {
        Set<Scope> all = new LinkedHashSet<>();
        for (Subject subject : subjects) {
            all.add(Scope.of(subject));
            all.add(new Scope.OfContext(subject.context()));
        }
        for (Scope scope : scopes) {
            all.add(scope);
            all.add(Scope.of(new Subject(scope.context(), "")));
        }
        all.add(Scope.ROOT);
        all.add(Scope.GLOBAL);
        return all;
    }

    /** Every context whose config and mode may not change meanwhile, sorted. */
    public Set<Context> contexts() {
        Set<Context> all = new TreeSet<>(changedContexts);
        allScopes().forEach(scope -> all.add(scope.context()));
        return all;
    }
}
