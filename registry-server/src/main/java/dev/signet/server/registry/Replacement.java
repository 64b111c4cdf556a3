package dev.signet.server.registry;

import dev.signet.schema.format.ResolvedReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema that takes the place of others among what a schema refers to.
 *
 * @param text its canonical text
 * @param needed what it refers to itself, directly or not, each after what it needs itself
 */
record Replacement(String text, List<ResolvedReference> needed) {
    Replacement {
        needed = List.copyOf(needed);
    }

    /** What a stored schema refers to, with this one in the place of those that it replaces. */
    List<ResolvedReference> in(ParsedContent content, Set<ContextId> replaced) {
        List<ResolvedReference> all = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        for (Map.Entry<ContextId, ResolvedReference> entry :
                content.dependencies().entrySet()) {
            if (!replaced.contains(entry.getKey())) {
                add(entry.getValue(), all, texts);
            } else {
                needed.forEach(dependency -> add(dependency, all, texts));
                add(new ResolvedReference(entry.getValue().reference(), text), all, texts);
            }
        }
        return all;
    }

    /** What is there twice would define its types twice. */
    private static void add(ResolvedReference dependency, List<ResolvedReference> all, Set<String> texts) {
        if (texts.add(dependency.text())) {
            all.add(dependency);
        }
    }
}
