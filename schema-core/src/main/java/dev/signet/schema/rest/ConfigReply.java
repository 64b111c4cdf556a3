package dev.signet.schema.rest;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.RuleSet;
import dev.signet.schema.settings.ConfigSettings;
import java.util.Optional;
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
        @Nullable RuleSetJson overrideRuleSet) {
    /** The settings, whichever of the two names the level has; refused for an unknown level and incomplete rules. */
    public Answer<ConfigSettings> settings() {
        Optional<String> named = Optional.ofNullable(compatibility).or(() -> Optional.ofNullable(compatibilityLevel));
        Optional<CompatibilityLevel> level = named.flatMap(CompatibilityLevel::named);
        if (named.isPresent() && level.isEmpty()) {
            return ErrorCode.INVALID_COMPATIBILITY_LEVEL.refused();
        }
        return rules(defaultRuleSet)
                .then(below -> rules(overrideRuleSet)
                        .map(above -> new ConfigSettings(
                                Optional.ofNullable(alias),
                                Optional.ofNullable(aliasForDeks),
                                Optional.ofNullable(normalize),
                                Optional.ofNullable(validateFields),
                                Optional.ofNullable(validateNewSchemas),
                                Optional.ofNullable(validateRules),
                                level,
                                Optional.ofNullable(compatibilityPolicy),
                                Optional.ofNullable(compatibilityGroup),
                                Optional.ofNullable(defaultMetadata).map(MetadataJson::metadata),
                                Optional.ofNullable(overrideMetadata).map(MetadataJson::metadata),
                                below,
                                above)));
    }

    private static Answer<Optional<RuleSet>> rules(@Nullable RuleSetJson json) {
        return json == null ? Answer.done(Optional.empty()) : json.ruleSet().map(Optional::of);
    }
}
