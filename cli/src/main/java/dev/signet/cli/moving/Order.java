package dev.signet.cli.moving;

import dev.signet.schema.export.ExportItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which versions can be written.
 *
 * @param levels versions that need only those of earlier levels
 * @param circular versions that need themselves
 */
record Order(List<List<ExportItem.OfVersion>> levels, List<ExportItem.OfVersion> circular) {
    /** Orders versions by what they refer to among themselves. */
    static Order of(Collection<ExportItem.OfVersion> items) {
        Map<VersionName, ExportItem.OfVersion> byName = new HashMap<>();
        items.forEach(item -> byName.put(VersionName.of(item), item));
        Map<VersionName, List<VersionName>> referrers = new HashMap<>();
        Map<VersionName, Integer> missing = new HashMap<>();
        for (ExportItem.OfVersion item : items) {
            VersionName named = VersionName.of(item);
            Set<VersionName> needed = new HashSet<>();
            item.schema().references().forEach(reference -> needed.add(named.behind(reference)));
            needed.retainAll(byName.keySet());
            missing.put(named, needed.size());
            needed.forEach(target ->
                    referrers.computeIfAbsent(target, any -> new ArrayList<>()).add(named));
        }
        List<List<ExportItem.OfVersion>> levels = new ArrayList<>();
        Set<VersionName> placed = new HashSet<>();
        List<ExportItem.OfVersion> level = items.stream()
                .filter(item -> missing.getOrDefault(VersionName.of(item), 0) == 0)
                .toList();
        while (!level.isEmpty()) {
            levels.add(level);
            List<ExportItem.OfVersion> next = new ArrayList<>();
            for (ExportItem.OfVersion item : level) {
                VersionName named = VersionName.of(item);
                placed.add(named);
                for (VersionName referrer : referrers.getOrDefault(named, List.of())) {
                    if (missing.merge(referrer, -1, Integer::sum) == 0) {
                        next.add(java.util.Objects.requireNonNull(byName.get(referrer)));
                    }
                }
            }
            level = next;
        }
        return new Order(
                levels,
                items.stream()
                        .filter(item -> !placed.contains(VersionName.of(item)))
                        .toList());
    }
}
