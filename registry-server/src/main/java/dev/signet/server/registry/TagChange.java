package dev.signet.server.registry;

import dev.signet.schema.Metadata;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import dev.signet.schema.format.TagEdit;
import dev.signet.schema.settings.Inherited;
import java.util.List;
import java.util.Optional;

/**
 * What a new version has that the one it is made of has not.
 *
 * @param newVersion the number that it must get; empty for the next one
 * @param tags what happens to the tags inside the text
 * @param metadata what is said about it; empty for what the older version says
 * @param rules what happens to the rules
 */
public record TagChange(Optional<Integer> newVersion, TagEdit tags, Optional<Metadata> metadata, RuleChange rules) {
    /**
     * What happens to the rules, in this order.
     *
     * @param replaced the rules to begin with; empty for those of the older version
     * @param merged rules that take the place of those of the same name, or are added
     * @param removed the names of rules that go
     */
    public record RuleChange(Optional<RuleSet> replaced, Optional<RuleSet> merged, List<String> removed) {
        public RuleChange {
            removed = List.copyOf(removed);
        }

        Optional<RuleSet> appliedTo(Optional<RuleSet> before) {
            Optional<RuleSet> base = replaced.or(() -> before);
            Optional<RuleSet> more = merged.map(above ->
                            base.map(below -> Inherited.over(below, above)).orElse(above))
                    .or(() -> base);
            return more.map(rules -> new RuleSet(
                    kept(rules.migrationRules()),
                    kept(rules.domainRules()),
                    kept(rules.encodingRules()),
                    rules.enableAt()));
        }

        private List<Rule> kept(List<Rule> rules) {
            return rules.stream().filter(rule -> !removed.contains(rule.name())).toList();
        }
    }
}
