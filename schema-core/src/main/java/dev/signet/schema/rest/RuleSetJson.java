package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.RuleSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules that travel with a schema.
 *
 * @param migrationRules applied between versions
 * @param domainRules applied to the data of one version
 * @param encodingRules applied to the encoded bytes
 * @param enableAt where they are meant to run
 */
public record RuleSetJson(
        @Nullable List<RuleJson> migrationRules,
        @Nullable List<RuleJson> domainRules,
        @Nullable List<RuleJson> encodingRules,
        @Nullable String enableAt) {
    /** The rule set's JSON, or null. */
    public static @Nullable RuleSetJson of(Optional<RuleSet> ruleSet) {
        return ruleSet.map(rules -> new RuleSetJson(
                        RuleJson.of(rules.migrationRules()),
                        RuleJson.of(rules.domainRules()),
                        RuleJson.of(rules.encodingRules()),
                        rules.enableAt()))
                .orElse(null);
    }

    /** The rule set; refused if a rule has no name. */
    public Answer<RuleSet> ruleSet() {
        return RuleJson.rules(migrationRules)
                .then(migration -> RuleJson.rules(domainRules)
                        .then(domain -> RuleJson.rules(encodingRules)
                                .map(encoding -> new RuleSet(migration, domain, encoding, enableAt))));
    }
}
