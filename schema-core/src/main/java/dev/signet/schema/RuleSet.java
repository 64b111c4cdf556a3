package dev.signet.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that travel with a schema; stored and returned as given, part of its identity.
 *
 * @param migrationRules applied between versions
 * @param domainRules applied to the data of one version
 * @param encodingRules applied to the encoded bytes
 * @param enableAt where they are meant to run, or null
 */
public record RuleSet(
        List<Rule> migrationRules,
        List<Rule> domainRules,
        List<Rule> encodingRules,
        @Nullable String enableAt) {
    public RuleSet {
        migrationRules = List.copyOf(migrationRules);
        domainRules = List.copyOf(domainRules);
        encodingRules = List.copyOf(encodingRules);
    }
}
