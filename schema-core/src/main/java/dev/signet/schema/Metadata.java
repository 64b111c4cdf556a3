package dev.signet.schema;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What people say about a schema beside its text; part of its identity.
 *
 * @param tags from a path to its tags
 * @param properties free keys and values
 * @param sensitive keys of properties that must not be shown
 */
public record Metadata(
        SortedMap<String, SortedSet<String>> tags, SortedMap<String, String> properties, SortedSet<String> sensitive) {
    /** A property that names the fields that no schema of the subject may have, separated by commas. */
    public static final String RESERVED_PROPERTY = "confluent:reserved";

    /** A property that holds the version that a registration asked for. */
    public static final String VERSION_PROPERTY = "confluent:version";

    public Metadata {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        tags.forEach((path, names) -> copy.put(path, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
        tags = Collections.unmodifiableSortedMap(copy);
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        sensitive = Collections.unmodifiableSortedSet(new TreeSet<>(sensitive));
    }

    /** From collections in any order. */
    public static Metadata of(
            Map<String, ? extends Set<String>> tags, Map<String, String> properties, Set<String> sensitive) {
        SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
        tags.forEach((path, names) -> sorted.put(path, new TreeSet<>(names)));
        return new Metadata(sorted, new TreeMap<>(properties), new TreeSet<>(sensitive));
    }

    /** The names of fields that are kept free, as {@link #RESERVED_PROPERTY} has them. */
    public SortedSet<String> reservedFields() {
        SortedSet<String> names = new TreeSet<>();
        for (String name : properties.getOrDefault(RESERVED_PROPERTY, "").split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /** The same with one property more, or with another value for it. */
    public Metadata withProperty(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(properties);
        more.put(key, value);
        return new Metadata(tags, more, sensitive);
    }
}
