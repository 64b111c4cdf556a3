package dev.signet.server.http;

import dev.signet.schema.Answer;
import dev.signet.schema.CompatibilityLevel;
import dev.signet.schema.ErrorCode;
import dev.signet.schema.RuleSet;
import dev.signet.schema.rest.ConfigReply;
import dev.signet.schema.rest.ConfigRequest;
import dev.signet.schema.rest.FieldChange;
import dev.signet.schema.rest.MetadataJson;
import dev.signet.schema.rest.RuleSetJson;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.server.registry.ConfigChange;
import dev.signet.server.registry.Edit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bodies that show and change settings. */
final class ConfigBodies {
    private static final Set<String> POLICIES = Set.of("STRICT", "LENIENT");

    private ConfigBodies() {}

    /** What GET and DELETE answer. */
    static Reply read(ConfigSettings settings) {
        return Reply.json(shown(settings));
    }

    /** The settings as reads show them. */
    static ConfigReply shown(ConfigSettings settings) {
        return body(settings, level(settings), null);
    }

    /** What PUT answers. */
    static Reply written(ConfigSettings settings) {
        return Reply.json(body(settings, null, level(settings)));
    }

    static Answer<ConfigChange> change(ConfigRequest request) {
        return edited(request.compatibility(), ConfigBodies::level)
                .then(level -> edited(request.defaultRuleSet(), RuleSetJson::ruleSet)
                        .then(defaults -> edited(request.overrideRuleSet(), RuleSetJson::ruleSet)
                                .map(overrides -> change(request, level, defaults, overrides))));
    }

    private static ConfigChange change(
            ConfigRequest request, Edit<CompatibilityLevel> level, Edit<RuleSet> defaults, Edit<RuleSet> overrides) {
        return new ConfigChange(
                edit(request.alias(), Function.identity()),
                edit(request.aliasForDeks(), Function.identity()),
                edit(request.normalize(), Function.identity()),
                edit(request.validateFields(), Function.identity()),
                edit(request.validateNewSchemas(), Function.identity()),
                edit(request.validateRules(), Function.identity()),
                level,
                policy(request.compatibilityPolicy()),
                edit(request.compatibilityGroup(), Function.identity()),
                edit(request.defaultMetadata(), MetadataJson::metadata),
                edit(request.overrideMetadata(), MetadataJson::metadata),
                defaults,
                overrides);
    }

    /** An unknown policy is none, as for existing servers. */
    private static Edit<String> policy(FieldChange<String> change) {
        return isUnknown(change) ? Edit.clear() : edit(change, Function.identity());
    }

    private static boolean isUnknown(FieldChange<String> policy) {
        return policy instanceof FieldChange.Set<String> set && !POLICIES.contains(set.value());
    }

    /** What to say about a policy that is taken for none. */
    static Optional<String> unknownPolicy(ConfigRequest request) {
        return Optional.of(request.compatibilityPolicy())
                .filter(ConfigBodies::isUnknown)
                .map(change -> "compatibilityPolicy '%s' is unknown and stored as none; known are %s"
                        .formatted(
                                UnknownFields.shown(((FieldChange.Set<String>) change).value()),
                                POLICIES.stream().sorted().toList()));
    }

    private static Answer<CompatibilityLevel> level(String name) {
        return Answer.ofOptional(CompatibilityLevel.named(name), ErrorCode.INVALID_COMPATIBILITY_LEVEL.refusal());
    }

    private static <T, U> Edit<U> edit(FieldChange<T> change, Function<T, U> value) {
        if (change instanceof FieldChange.Set<T> set) {
            return Edit.to(value.apply(set.value()));
        }
        return change instanceof FieldChange.Clear<T> ? Edit.clear() : Edit.keep();
    }

    private static <T, U> Answer<Edit<U>> edited(FieldChange<T> change, Function<T, Answer<U>> value) {
        if (change instanceof FieldChange.Set<T> set) {
            return value.apply(set.value()).map(Edit::to);
        }
        return Answer.done(change instanceof FieldChange.Clear<T> ? Edit.clear() : Edit.keep());
    }

    private static @Nullable String level(ConfigSettings settings) {
        return settings.compatibilityLevel().map(CompatibilityLevel::name).orElse(null);
    }

    private static ConfigReply body(
            ConfigSettings settings, @Nullable String compatibilityLevel, @Nullable String compatibility) {
        return new ConfigReply(
                settings.alias().orElse(null),
                settings.aliasForDeks().orElse(null),
                settings.normalize().orElse(null),
                settings.validateFields().orElse(null),
                settings.validateNewSchemas().orElse(null),
                settings.validateRules().orElse(null),
                compatibilityLevel,
                compatibility,
                settings.compatibilityPolicy().orElse(null),
                settings.compatibilityGroup().orElse(null),
                MetadataJson.of(settings.defaultMetadata()),
                MetadataJson.of(settings.overrideMetadata()),
                RuleSetJson.of(settings.defaultRuleSet()),
                RuleSetJson.of(settings.overrideRuleSet()));
    }
}
