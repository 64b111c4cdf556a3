package dev.signet.schema.settings;

import dev.signet.schema.Metadata;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Metadata and rules as they are to be stored: those of the request, else of the latest version, over the defaults of
 * the config and under its overrides.
 */
public final class Inherited {
    private Inherited() {}

    /**
     * The metadata that are stored.
     *
     * @param own those of the request
     * @param latest those of the latest live version
     * @param config what is in force
     */
    public static Optional<Metadata> metadata(
            Optional<Metadata> own, Optional<Metadata> latest, ConfigSettings config) {
        Optional<Metadata> base = own.isPresent() ? own : latest.flatMap(Inherited::withoutVersion);
        return merged(
                merged(config.defaultMetadata(), base, Inherited::over), config.overrideMetadata(), Inherited::over);
    }

    /** The rules that are stored, of the same three. */
    public static Optional<RuleSet> ruleSet(Optional<RuleSet> own, Optional<RuleSet> latest, ConfigSettings config) {
        return merged(
                merged(config.defaultRuleSet(), own.isPresent() ? own : latest, Inherited::over),
                config.overrideRuleSet(),
                Inherited::over);
    }

    /** The version that an earlier registration asked for says nothing about the next one. */
    public static Optional<Metadata> withoutVersion(Metadata latest) {
        if (!latest.properties().containsKey(Metadata.VERSION_PROPERTY)) {
            return Optional.of(latest);
        }
        SortedMap<String, String> properties = new TreeMap<>(latest.properties());
        properties.remove(Metadata.VERSION_PROPERTY);
        boolean nothingElse = properties.isEmpty()
                && latest.tags().isEmpty()
                && latest.sensitive().isEmpty();
        return nothingElse
                ? Optional.empty()
                : Optional.of(new Metadata(latest.tags(), properties, latest.sensitive()));
    }

    private static <T> Optional<T> merged(
            Optional<T> below, Optional<T> above, java.util.function.BinaryOperator<T> over) {
        if (below.isEmpty() || above.isEmpty()) {
            return above.or(() -> below);
        }
        return Optional.of(over.apply(below.get(), above.get()));
    }

    private static Metadata over(Metadata below, Metadata above) {
        SortedMap<String, SortedSet<String>> tags = new TreeMap<>(below.tags());
        above.tags().forEach((path, names) -> tags.merge(path, names, Inherited::union));
        SortedMap<String, String> properties = new TreeMap<>(below.properties());
        properties.putAll(above.properties());
        return new Metadata(tags, properties, union(below.sensitive(), above.sensitive()));
    }

    private static SortedSet<String> union(SortedSet<String> left, SortedSet<String> right) {
        SortedSet<String> all = new TreeSet<>(left);
        all.addAll(right);
        return all;
    }

    /** Both, where a rule above takes the place of one of its name below. */
    public static RuleSet over(RuleSet below, RuleSet above) {
        return new RuleSet(
                over(below.migrationRules(), above.migrationRules()),
                over(below.domainRules(), above.domainRules()),
                over(below.encodingRules(), above.encodingRules()),
                above.enableAt() == null ? below.enableAt() : above.enableAt());
    }

    private static List<Rule> over(List<Rule> below, List<Rule> above) {
        Map<String, Rule> byName = new LinkedHashMap<>();
        below.forEach(rule -> byName.put(rule.name(), rule));
        above.forEach(rule -> {
            byName.remove(rule.name());
            byName.put(rule.name(), rule);
        });
        return List.copyOf(byName.values());
    }
}
