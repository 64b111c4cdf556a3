package dev.signet.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names whose values are not the same on all nodes. */
final class Differences {
    private Differences() {}

    /** Where the values of a node come from. */
    interface Settings {
        Map<String, String> of(Reporter node);
    }

    /** From each name that differs to the nodes of each value. A node that lacks a name counts as 'not set'. */
    static SortedMap<String, SortedMap<String, List<Reporter>>> of(List<Reporter> nodes, Settings settings) {
        TreeSet<String> names = new TreeSet<>();
        nodes.forEach(node -> names.addAll(settings.of(node).keySet()));
        SortedMap<String, SortedMap<String, List<Reporter>>> differing = new TreeMap<>();
        for (String name : names) {
            SortedMap<String, List<Reporter>> values = new TreeMap<>();
            nodes.forEach(node -> values.computeIfAbsent(
                            settings.of(node).getOrDefault(name, "not set"), any -> new ArrayList<>())
                    .add(node));
            if (values.size() > 1) {
                differing.put(name, values);
            }
        }
        return differing;
    }
}
