package dev.signet.schema.settings;

import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.Metadata;
import dev.signet.schema.RuleSet;
import java.util.Optional;

/**
 * The config of a scope; an empty field is not set there.
 *
 * @param alias the subject that stands behind this one, as written
 * @param aliasForDeks the same for encryption keys; stored and returned only
 * @param normalize whether schemas are normalised without being asked
 * @param validateFields whether reserved field names are refused
 * @param validateNewSchemas whether names and defaults of new schemas are checked
 * @param validateRules stored and returned only
 * @param compatibilityLevel how far a new version may move from the ones before it
 * @param compatibilityPolicy stored and returned only
 * @param compatibilityGroup the metadata property that divides versions into groups compared apart
 * @param defaultMetadata merged under the metadata of every registration
 * @param overrideMetadata merged over it
 * @param defaultRuleSet merged under the rules of every registration
 * @param overrideRuleSet merged over them
 */
public record ConfigSettings(
        Optional<String> alias,
        Optional<String> aliasForDeks,
        Optional<Boolean> normalize,
        Optional<Boolean> validateFields,
        Optional<Boolean> validateNewSchemas,
        Optional<Boolean> validateRules,
        Optional<CompatibilityLevel> compatibilityLevel,
        Optional<String> compatibilityPolicy,
        Optional<String> compatibilityGroup,
        Optional<Metadata> defaultMetadata,
        Optional<Metadata> overrideMetadata,
        Optional<RuleSet> defaultRuleSet,
        Optional<RuleSet> overrideRuleSet) {
    /** Nothing is set. */
    public static final ConfigSettings EMPTY = new ConfigSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same with another level. */
    public ConfigSettings withLevel(CompatibilityLevel level) {
        return new ConfigSettings(
                alias,
                aliasForDeks,
                normalize,
                validateFields,
                validateNewSchemas,
                validateRules,
                Optional.of(level),
                compatibilityPolicy,
                compatibilityGroup,
                defaultMetadata,
                overrideMetadata,
                defaultRuleSet,
                overrideRuleSet);
    }

    /** The same with the fields that a subject takes from the root where it has none of its own. */
    public ConfigSettings inheritingFrom(ConfigSettings root) {
        return new ConfigSettings(
                alias,
                aliasForDeks,
                normalize.or(root::normalize),
                validateFields.or(root::validateFields),
                validateNewSchemas.or(root::validateNewSchemas),
                validateRules.or(root::validateRules),
                compatibilityLevel,
                compatibilityPolicy.or(root::compatibilityPolicy),
                compatibilityGroup.or(root::compatibilityGroup),
                defaultMetadata,
                overrideMetadata,
                defaultRuleSet,
                overrideRuleSet);
    }
}
