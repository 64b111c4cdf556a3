package dev.signet.server.registry;

import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.format.ResolvedReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stored schema that was understood, with all that it refers to.
 *
 * @param content the schema as stored
 * @param parsed the schema itself
 * @param dependencies what it refers to, directly or not, each after what it needs itself
 */
record ParsedContent(StoredContent content, ParsedSchema parsed, Map<ContextId, ResolvedReference> dependencies) {
    ParsedContent {
        dependencies = Collections.unmodifiableMap(new LinkedHashMap<>(dependencies));
    }

    /** About how much memory it holds, in characters of schema text. */
    long weight() {
        return dependencies.values().stream()
                        .mapToLong(dependency -> dependency.text().length())
                        .sum()
                + content.schema().text().length()
                + 512L;
    }
}
