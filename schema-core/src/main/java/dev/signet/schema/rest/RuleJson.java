package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One rule; its fields are those of {@link Rule}.
 *
 * @param name unique in its set; required
 * @param doc what it is for
 * @param kind TRANSFORM or CONDITION
 * @param mode when it runs
 * @param type which executor runs it
 * @param tags the tags that it applies to
 * @param params parameters of the executor
 * @param expr the rule's text
 * @param onSuccess action after success
 * @param onFailure action after failure
 * @param disabled whether it is switched off
 */
public record RuleJson(
        @Nullable String name,
        @Nullable String doc,
        @Nullable String kind,
        @Nullable String mode,
        @Nullable String type,
        @Nullable SortedSet<String> tags,
        @Nullable SortedMap<String, String> params,
        @Nullable String expr,
        @Nullable String onSuccess,
        @Nullable String onFailure,
        @Nullable Boolean disabled) {
    static List<RuleJson> of(List<Rule> rules) {
        return rules.stream().map(RuleJson::of).toList();
    }

    private static RuleJson of(Rule rule) {
        return new RuleJson(
                rule.name(),
                rule.doc(),
                rule.kind(),
                rule.mode(),
                rule.type(),
                rule.tags(),
                rule.params(),
                rule.expr(),
                rule.onSuccess(),
                rule.onFailure(),
                rule.disabled());
    }

    static Answer<List<Rule>> rules(@Nullable List<RuleJson> given) {
        List<Rule> rules = new ArrayList<>();
        for (RuleJson rule : given == null ? List.<RuleJson>of() : given) {
            if (rule.name == null) {
                return ErrorCode.INVALID_RULE_SET.refused("Invalid rule set: a rule has no name");
            }
            rules.add(rule.named(rule.name));
        }
        return Answer.done(rules);
    }

    private Rule named(String given) {
        return new Rule(
                given,
                doc,
                kind,
                mode,
                type,
                tags == null ? new TreeSet<>() : tags,
                params == null ? new TreeMap<>() : params,
                expr,
                onSuccess,
                onFailure,
                Boolean.TRUE.equals(disabled));
    }
}
