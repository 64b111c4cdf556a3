package dev.signet.schema.rest;

/**
 * A change of settings; every field is kept unless the body names it.
 *
 * @param alias the subject that this one stands for
 * @param aliasForDeks the subject that this one stands for where keys are concerned
 * @param normalize whether every text is normalised
 * @param validateFields whether reserved fields are looked after
 * @param validateNewSchemas whether new schemas are checked strictly
 * @param validateRules whether rules are checked
 * @param compatibility the level
 * @param compatibilityPolicy how strictly the level is read
 * @param compatibilityGroup the metadata property that parts the history
 * @param defaultMetadata what registrations get that say nothing
 * @param overrideMetadata what registrations get whatever they say
 * @param defaultRuleSet the rules that registrations get that bring none
 * @param overrideRuleSet the rules that registrations get whatever they bring
 */
public record ConfigRequest(
        FieldChange<String> alias,
        FieldChange<String> aliasForDeks,
        FieldChange<Boolean> normalize,
        FieldChange<Boolean> validateFields,
        FieldChange<Boolean> validateNewSchemas,
        FieldChange<Boolean> validateRules,
        FieldChange<String> compatibility,
        FieldChange<String> compatibilityPolicy,
        FieldChange<String> compatibilityGroup,
        FieldChange<MetadataJson> defaultMetadata,
        FieldChange<MetadataJson> overrideMetadata,
        FieldChange<RuleSetJson> defaultRuleSet,
        FieldChange<RuleSetJson> overrideRuleSet) {}
