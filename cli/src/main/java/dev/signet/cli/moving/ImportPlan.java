package dev.signet.cli.moving;

import dev.signet.schema.Context;
import dev.signet.schema.SchemaGuid;
import dev.signet.schema.SchemaId;
import dev.signet.schema.SchemaReference;
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
    private final Inventory source;
    private final Inventory target;
    private final Spelling spelling;
    private final SortedMap<VersionName, ExportItem.OfVersion> posts = new TreeMap<>();
    private final SortedMap<VersionName, ExportItem.OfVersion> hides = new TreeMap<>();
    private final List<ExportItem.OfVersion> there = new ArrayList<>();
    private final Map<ExportItem.OfVersion, String> refused = new LinkedHashMap<>();
    private final Map<VersionName, List<SchemaId>> furtherIds = new HashMap<>();
    private final Map<ExportItem.OfId, Optional<String>> ids = new LinkedHashMap<>();

    /** Versions that are there, and are written again only because something needs them to be shown for a moment. */
    private final Set<VersionName> revived = new HashSet<>();

    ImportPlan(Inventory source, Inventory target) {
        this.source = source;
        this.target = target;
        this.spelling = new Spelling(source);
        source.versions().forEach(this::plan);
        planUnusedIds();
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

    /** Ids that a version has to be registered under before its own. */
    List<SchemaId> furtherIds(VersionName named) {
        return furtherIds.getOrDefault(named, List.of());
    }

    /** Ids that no version uses: empty if all is well or will be, else why they cannot be moved. */
    Map<ExportItem.OfId, Optional<String>> ids() {
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
        if (!theirs.id().equals(ours.id())) {
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

    /** An id that no version uses comes along with a version of its content, which is then given its own id again. */
    private void planUnusedIds() {
        if (source.unusedIds().isEmpty()) {
            return;
        }
        Set<ExportItem.OfId> known = new HashSet<>(target.unusedIds());
        target.versions().values().forEach(item -> known.add(binding(item)));
        Map<ExportItem.OfId, VersionName> carriers = carriers();
        for (ExportItem.OfId id : source.unusedIds()) {
            ids.put(id, Optional.empty());
            if (!known.contains(id)) {
                VersionName carrier = carriers.get(withoutId(id.context(), id.guid()));
                if (carrier == null) {
                    ids.put(id, Optional.of("no version can bring it along"));
                } else {
                    furtherIds
                            .computeIfAbsent(carrier, any -> new ArrayList<>())
                            .add(id.id());
                    ExportItem.OfVersion item = source.version(carrier).orElseThrow();
                    posts.put(carrier, item);
                    if (item.state() == State.DELETED) {
                        hides.put(carrier, item);
                    }
                }
            }
        }
    }

    /** For each content a version that nothing refers to: what a reference means may not change, not even shortly. */
    private Map<ExportItem.OfId, VersionName> carriers() {
        Set<VersionName> referred = new HashSet<>();
        source.versions()
                .forEach((named, item) ->
                        item.schema().references().forEach(reference -> referred.add(named.behind(reference))));
        Map<ExportItem.OfId, VersionName> carriers = new HashMap<>();
        source.versions().forEach((named, item) -> {
            boolean moved = !refused.containsKey(item) && !item.schema().text().isEmpty();
            if (moved && !referred.contains(named)) {
                carriers.putIfAbsent(withoutId(named.subject().context(), item.guid()), named);
            }
        });
        return carriers;
    }

    private static ExportItem.OfId binding(ExportItem.OfVersion item) {
        return new ExportItem.OfId(item.subject().context(), item.id(), item.guid());
    }

    private static ExportItem.OfId withoutId(Context context, SchemaGuid guid) {
        return new ExportItem.OfId(context, new SchemaId(0), guid);
    }

    /** A version can be registered only while all that it refers to is shown. */
    private void revive() {
        Deque<ExportItem.OfVersion> open = new ArrayDeque<>(posts.values());
        while (!open.isEmpty()) {
            ExportItem.OfVersion item = open.pop();
            for (SchemaReference reference : item.schema().references()) {
                VersionName named = VersionName.of(item).behind(reference);
                Optional<ExportItem.OfVersion> hidden =
                        target.version(named).filter(theirs -> theirs.state() == State.DELETED);
                if (hidden.isPresent() && !posts.containsKey(named)) {
                    revived.add(named);
                    posts.put(named, hidden.get());
                    hides.put(named, hidden.get());
                    open.push(hidden.get());
                }
            }
        }
    }
}
