package dev.signet.schema;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a {@link RuleSet}; every field as the client gave it.
 *
 * @param name unique in its set
 * @param doc what it is for
 * @param kind TRANSFORM or CONDITION
 * @param mode when it runs, such as WRITE or UPGRADE
 * @param type which executor runs it, such as CEL
 * @param tags the tags that it applies to
 * @param params parameters of the executor
 * @param expr the rule's text
 * @param onSuccess action after success
 * @param onFailure action after failure
 * @param disabled whether it is switched off
 */
public record Rule(
        String name,
        @Nullable String doc,
        @Nullable String kind,
        @Nullable String mode,
        @Nullable String type,
        SortedSet<String> tags,
        SortedMap<String, String> params,
        @Nullable String expr,
        @Nullable String onSuccess,
        @Nullable String onFailure,
        boolean disabled) {
    public Rule {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }
}
