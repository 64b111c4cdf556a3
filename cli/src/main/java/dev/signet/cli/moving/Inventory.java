package dev.signet.cli.moving;

import dev.signet.schema.Context;
import dev.signet.schema.Mode;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ScopeSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a registry holds, in memory and in the order of exports. For one thread until it is complete. */
public final class Inventory implements Consumer<ExportItem> {
    private final SortedMap<Context, ScopeSettings> contexts = new TreeMap<>();
    private final SortedMap<Subject, ScopeSettings> subjects = new TreeMap<>(VersionName.SUBJECTS);
    private final SortedMap<VersionName, ExportItem.OfVersion> versions = new TreeMap<>();
    private final SortedMap<AssociationName, ExportItem.OfAssociation> associations = new TreeMap<>();
    private final List<ExportItem.OfId> unusedIds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Two inventories of nearly the same share their texts. */
    private final Map<String, String> texts;

    public Inventory() {
        this.texts = new HashMap<>();
    }

    /** An inventory that is likely to hold the same texts as another one. */
    public Inventory(Inventory alike) {
        this.texts = alike.texts;
    }

    @Override
    public void accept(ExportItem item) {
        if (item instanceof ExportItem.OfContext of) {
            contexts.put(of.context(), of.settings());
        } else if (item instanceof ExportItem.OfSubject of) {
            subjects.put(of.subject(), of.settings());
        } else if (item instanceof ExportItem.OfId of) {
            unusedIds.add(of);
        } else if (item instanceof ExportItem.OfAssociation of) {
            associations.put(AssociationName.of(of), of);
            subjects.putIfAbsent(of.subject(), ScopeSettings.NONE);
        } else if (item instanceof ExportItem.OfVersion of) {
            SchemaText schema = of.schema();
            String shared = texts.computeIfAbsent(schema.text(), text -> text);
            versions.put(
                    VersionName.of(of),
                    new ExportItem.OfVersion(
                            of.subject(), of.version(), of.id(), of.guid(), of.state(), schema.withText(shared)));
            subjects.putIfAbsent(of.subject(), ScopeSettings.NONE);
            contexts.putIfAbsent(of.subject().context(), ScopeSettings.NONE);
        }
    }

    /** Something that cannot be moved and that the user should know of. */
    void note(String note) {
        notes.add(note);
    }

    SortedMap<Context, ScopeSettings> contexts() {
        return Collections.unmodifiableSortedMap(contexts);
    }

    SortedMap<Subject, ScopeSettings> subjects() {
        return Collections.unmodifiableSortedMap(subjects);
    }

    SortedMap<VersionName, ExportItem.OfVersion> versions() {
        return Collections.unmodifiableSortedMap(versions);
    }

    SortedMap<AssociationName, ExportItem.OfAssociation> associations() {
        return Collections.unmodifiableSortedMap(associations);
    }

    List<ExportItem.OfId> unusedIds() {
        return Collections.unmodifiableList(unusedIds);
    }

    /** What cannot be moved. */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    Optional<ExportItem.OfVersion> version(VersionName name) {
        return Optional.ofNullable(versions.get(name));
    }

    /** Config and mode of a scope; a subject without a name is its context. */
    ScopeSettings settings(Subject scope) {
        return scope.name().isEmpty()
                ? contexts.getOrDefault(scope.context(), ScopeSettings.NONE)
                : subjects.getOrDefault(scope, ScopeSettings.NONE);
    }

    /** The scope whose mode counts for a scope: itself, its context, the global one; empty if none has a mode. */
    Optional<Subject> scopeOfMode(Subject scope) {
        for (Subject candidate : List.of(scope, new Subject(scope.context(), ""), new Subject(Context.GLOBAL, ""))) {
            if (settings(candidate).mode().isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The mode that counts for a scope. */
    Mode modeInForce(Subject scope) {
        return scopeOfMode(scope).flatMap(found -> settings(found).mode()).orElse(Mode.READWRITE);
    }

    /** The scopes that have or could have settings: contexts (as subjects without a name), then subjects. */
    List<Subject> scopes() {
        List<Subject> scopes = new ArrayList<>();
        contexts.keySet().forEach(context -> scopes.add(new Subject(context, "")));
        subjects.keySet().stream().filter(subject -> !subject.name().isEmpty()).forEach(scopes::add);
        return scopes;
    }
}
