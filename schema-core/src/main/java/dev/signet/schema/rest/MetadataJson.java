package dev.signet.schema.rest;

import dev.signet.schema.Metadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a schema beside its text.
 *
 * @param tags from a path to its tags
 * @param properties free keys and values
 * @param sensitive keys of properties that must not be shown
 */
public record MetadataJson(
        @Nullable SortedMap<String, SortedSet<String>> tags,
        @Nullable SortedMap<String, String> properties,
        @Nullable SortedSet<String> sensitive) {
    /** The metadata's JSON, or null. */
    public static @Nullable MetadataJson of(Optional<Metadata> metadata) {
        return metadata.map(said -> new MetadataJson(said.tags(), said.properties(), said.sensitive()))
                .orElse(null);
    }

    /** The metadata. */
    public Metadata metadata() {
        return Metadata.of(
                tags == null ? Map.<String, Set<String>>of() : new TreeMap<>(tags),
                properties == null ? Map.of() : properties,
                sensitive == null ? Set.of() : new TreeSet<>(sensitive));
    }
}
