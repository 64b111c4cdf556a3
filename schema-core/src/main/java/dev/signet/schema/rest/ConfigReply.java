package dev.signet.schema.rest;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a scope. Reads name the level {@code compatibilityLevel}, writes name it {@code compatibility}.
 *
 * @param alias the subject that this one stands for
 * @param aliasForDeks the subject that this one stands for where keys are concerned
 * @param normalize whether every text is normalised
 * @param validateFields whether reserved fields are looked after
 * @param validateNewSchemas whether new schemas are checked strictly
 * @param validateRules whether rules are checked
 * @param compatibilityLevel the level, in answers to GET and DELETE
 * @param compatibility the level, in answers to PUT
 * @param compatibilityPolicy how strictly the level is read
 * @param compatibilityGroup the metadata property that parts the history
 * @param defaultMetadata what registrations get that say nothing
 * @param overrideMetadata what registrations get whatever they say
 * @param defaultRuleSet the rules that registrations get that bring none
 * @param overrideRuleSet the rules that registrations get whatever they bring
 */
public record ConfigReply(
        @Nullable String alias,
        @Nullable String aliasForDeks,
        @Nullable Boolean normalize,
        @Nullable Boolean validateFields,
        @Nullable Boolean validateNewSchemas,
        @Nullable Boolean validateRules,
        @Nullable String compatibilityLevel,
        @Nullable String compatibility,
        @Nullable String compatibilityPolicy,
        @Nullable String compatibilityGroup,
        @Nullable MetadataJson defaultMetadata,
        @Nullable MetadataJson overrideMetadata,
        @Nullable RuleSetJson defaultRuleSet,
        @Nullable RuleSetJson overrideRuleSet) {}
