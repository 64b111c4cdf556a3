package dev.signet.cli.moving;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.export.ExportItem;
import dev.signet.schema.export.ExportItem.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has to be done so that a registry holds what another one holds. A function of both, so it can be made again. */
final class ImportPlan {
    /**
     * An id to bring along.
     *
     * @param id the id
     * @param schema what it stands for, if that can be known
     * @param carrier the version that brings it, if there is one
     */
    record IdStep(ExportItem.OfId id, Optional<SchemaText> schema, Optional<ExportItem.OfVersion> carrier) {}

    /**
     * What an id stands for; without an id, a content.
     *
     * @param context where
     * @param id the id
     * @param guid the content
     */
    record Binding(Context context, Optional<SchemaId> id, SchemaGuid guid) {
        static Binding of(ExportItem.OfId item) {
            return new Binding(item.context(), Optional.of(item.id()), item.guid());
        }

        static Binding ofContent(ExportItem.OfId item) {
            return new Binding(item.context(), Optional.empty(), item.guid());
        }

        static Binding ofContent(ExportItem.OfVersion item) {
            return new Binding(item.subject().context(), Optional.empty(), item.guid());
        }
    }

    private final Inventory source;
    private final Inventory target;
    private final Spelling spelling;
    private final SortedMap<VersionName, ExportItem.OfVersion> posts = new TreeMap<>();
    private final SortedMap<VersionName, ExportItem.OfVersion> hides = new TreeMap<>();
    private final List<ExportItem.OfVersion> there = new ArrayList<>();
    private final Map<ExportItem.OfVersion, String> refused = new LinkedHashMap<>();
    private final Set<Binding> brought = new HashSet<>();
    private final List<IdStep> ids = new ArrayList<>();

    /** Versions that are there, and are written again only because something needs them to be shown for a moment. */
    private final Set<VersionName> revived = new HashSet<>();

    ImportPlan(Inventory source, Inventory target) {
        this.source = source;
        this.target = target;
        this.spelling = new Spelling(source);
        source.unusedIds().forEach(id -> brought.add(Binding.of(id)));
        source.versions().forEach(this::plan);
        planIds();
        revive();
    }

    /** Versions to register, under their own numbers and ids. */
    Collection<ExportItem.OfVersion> posts() {
        return posts.values();
    }

    /** Versions to soft-delete once nothing needs them any more. */
    Collection<ExportItem.OfVersion> hides() {
        return hides.values();
    }

    /** Versions that are as they should be. */
    List<ExportItem.OfVersion> there() {
        return there;
    }

    /** Versions that cannot be moved, and why. */
    Map<ExportItem.OfVersion, String> refused() {
        return refused;
    }

    /** Ids to bring along that no version has. */
    List<IdStep> ids() {
        return ids;
    }

    boolean isRevived(VersionName named) {
        return revived.contains(named);
    }

    private void plan(VersionName named, ExportItem.OfVersion ours) {
        Optional<ExportItem.OfVersion> found = target.version(named);
        if (found.isEmpty()) {
            planNew(named, ours);
            return;
        }
        ExportItem.OfVersion theirs = found.get();
        if (isLeftOver(theirs) && !theirs.id().equals(ours.id())) {
            posts.put(named, ours);
            if (ours.state() == State.DELETED) {
                hides.put(named, ours);
            }
        } else if (!theirs.id().equals(ours.id())) {
            refused.put(ours, "the registry has id " + theirs.id() + " under this number");
        } else if (!spelling.isSame(ours, theirs)) {
            refused.put(ours, "the registry has another schema under this number and id");
        } else if (ours.state() == theirs.state()) {
            there.add(ours);
        } else if (ours.state() == State.LIVE) {
            posts.put(named, ours.schema().text().isEmpty() ? theirs : ours);
        } else {
            hides.put(named, ours);
        }
    }

    /** Whether a run was cut while a version brought an id along. */
    private boolean isLeftOver(ExportItem.OfVersion theirs) {
        return brought.contains(new Binding(theirs.subject().context(), Optional.of(theirs.id()), theirs.guid()));
    }

    private void planNew(VersionName named, ExportItem.OfVersion ours) {
        if (ours.schema().text().isEmpty()) {
            refused.put(ours, "the export was made without its text");
        } else if (hasAlias(named.subject())) {
            refused.put(ours, "in the registry its subject is an alias of another one: take the alias away first");
        } else {
            posts.put(named, ours);
            if (ours.state() == State.DELETED) {
                hides.put(named, ours);
            }
        }
    }

    private boolean hasAlias(Subject subject) {
        return target.settings(subject)
                .config()
                .filter(config -> config.alias() != null && !config.alias().isEmpty())
                .isPresent();
    }

    /**
     * An id comes along with a version that is registered under it for a moment, and then under its own again. What a
     * reference means may not change, not even shortly, so that is a version which nothing refers to.
     */
    private void planIds() {
        Set<Binding> known = bindings(target);
        Map<Context, ExportItem.OfVersion> carriers = carriers();
        Map<Binding, SchemaText> schemas = new HashMap<>();
        source.versions().values().forEach(item -> schemas.put(Binding.ofContent(item), item.schema()));
        for (ExportItem.OfId id : source.unusedIds()) {
            if (known.contains(Binding.of(id))) {
                continue;
            }
            Optional<SchemaText> schema = id.schema().or(() -> Optional.ofNullable(schemas.get(Binding.ofContent(id))));
            Optional<ExportItem.OfVersion> carrier = Optional.ofNullable(carriers.get(id.context()));
            ids.add(new IdStep(id, schema, carrier));
            carrier.filter(item -> item.state() == State.DELETED).ifPresent(item -> {
                hides.put(VersionName.of(item), item);
                if (!posts.containsKey(VersionName.of(item))) {
                    revived.add(VersionName.of(item));
                }
            });
        }
    }

    /** What ids stand for in a registry, with or without a version. */
    static Set<Binding> bindings(Inventory inventory) {
        Set<Binding> known = new HashSet<>();
        inventory.unusedIds().forEach(id -> known.add(Binding.of(id)));
        inventory
                .versions()
                .values()
                .forEach(item -> known.add(new Binding(item.subject().context(), Optional.of(item.id()), item.guid())));
        return known;
    }

    /** For each context a version that nothing refers to, live if there is one. */
    private Map<Context, ExportItem.OfVersion> carriers() {
        Set<VersionName> referred = new HashSet<>();
        for (Inventory inventory : List.of(source, target)) {
            inventory
                    .versions()
                    .forEach((named, item) ->
                            item.schema().references().forEach(reference -> referred.add(named.behind(reference))));
        }
        Map<Context, ExportItem.OfVersion> carriers = new HashMap<>();
        source.versions().forEach((named, item) -> {
            boolean fit = !refused.containsKey(item)
                    && !item.schema().text().isEmpty()
                    && !referred.contains(named)
                    && !hasAlias(named.subject());
            if (fit) {
                carriers.merge(
                        named.subject().context(), item, (known, other) -> known.state() == State.LIVE ? known : other);
            }
        });
        return carriers;
    }

    private record Referrer(VersionName named, SchemaText schema) {}

    /** A version can be registered only while all that it refers to is shown. */
    private void revive() {
        Deque<Referrer> open = new ArrayDeque<>();
        posts.values().forEach(item -> open.add(new Referrer(VersionName.of(item), item.schema())));
        ids.forEach(step -> step.schema()
                .ifPresent(schema ->
                        step.carrier().ifPresent(item -> open.add(new Referrer(VersionName.of(item), schema)))));
        while (!open.isEmpty()) {
            Referrer referrer = open.pop();
            for (SchemaReference reference : referrer.schema().references()) {
                VersionName named = referrer.named().behind(reference);
                Optional<ExportItem.OfVersion> hidden =
                        target.version(named).filter(theirs -> theirs.state() == State.DELETED);
                if (hidden.isPresent() && !posts.containsKey(named)) {
                    revived.add(named);
                    posts.put(named, hidden.get());
                    hides.put(named, hidden.get());
                    open.push(new Referrer(named, hidden.get().schema()));
                }
            }
        }
    }
}
