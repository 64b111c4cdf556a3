package dev.signet.server.registry;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Metadata;
import dev.signet.schema.RuleSet;
import dev.signet.schema.settings.ConfigSettings;
import java.util.Optional;

/**
 * A partial update of a config, field by field as in {@link ConfigSettings}.
 */
public record ConfigChange(
        Edit<String> alias,
        Edit<String> aliasForDeks,
        Edit<Boolean> normalize,
        Edit<Boolean> validateFields,
        Edit<Boolean> validateNewSchemas,
        Edit<Boolean> validateRules,
        Edit<CompatibilityLevel> compatibilityLevel,
        Edit<String> compatibilityPolicy,
        Edit<String> compatibilityGroup,
        Edit<Metadata> defaultMetadata,
        Edit<Metadata> overrideMetadata,
        Edit<RuleSet> defaultRuleSet,
        Edit<RuleSet> overrideRuleSet) {
    /** Every field stays as it is. */
    public static final ConfigChange NOTHING = level(Edit.keep());

    /** Only the level changes. */
    public static ConfigChange level(CompatibilityLevel level) {
        return level(Edit.to(level));
    }

    private static ConfigChange level(Edit<CompatibilityLevel> level) {
        return new ConfigChange(
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                level,
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep());
    }

    /** The config after the change. */
    public ConfigSettings appliedTo(ConfigSettings before) {
        return new ConfigSettings(
                alias.appliedTo(before.alias()),
                aliasForDeks.appliedTo(before.aliasForDeks()),
                normalize.appliedTo(before.normalize()),
                validateFields.appliedTo(before.validateFields()),
                validateNewSchemas.appliedTo(before.validateNewSchemas()),
                validateRules.appliedTo(before.validateRules()),
                compatibilityLevel.appliedTo(before.compatibilityLevel()),
                compatibilityPolicy.appliedTo(before.compatibilityPolicy()),
                compatibilityGroup.appliedTo(before.compatibilityGroup()),
                defaultMetadata.appliedTo(before.defaultMetadata()),
                overrideMetadata.appliedTo(before.overrideMetadata()),
                defaultRuleSet.appliedTo(before.defaultRuleSet()),
                overrideRuleSet.appliedTo(before.overrideRuleSet()));
    }

    ConfigSettings toNew() {
        return new ConfigSettings(
                alias.appliedTo(Optional.empty()),
                aliasForDeks.appliedTo(Optional.empty()),
                normalize.appliedTo(Optional.empty()),
                validateFields.appliedTo(Optional.empty()),
                validateNewSchemas.appliedTo(Optional.empty()),
                validateRules.appliedTo(Optional.empty()),
                compatibilityLevel.appliedTo(Optional.empty()),
                compatibilityPolicy.appliedTo(Optional.empty()),
                compatibilityGroup.appliedTo(Optional.empty()),
                defaultMetadata.appliedTo(Optional.empty()),
                overrideMetadata.appliedTo(Optional.empty()),
                defaultRuleSet.appliedTo(Optional.empty()),
                overrideRuleSet.appliedTo(Optional.empty()));
    }
}
