package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Subject;
import dev.signet.schema.UnicodeText;
import dev.signet.schema.settings.ConfigSettings;
import dev.signet.schema.settings.Scope;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what is wrong with a change of a config, whatever is set already. */
final class ConfigCheck {
    private ConfigCheck() {}

    static Optional<Refusal> refusal(Scope scope, ConfigChange change) {
        ConfigSettings wanted = change.toNew();
        Optional<Refusal> alias =
                wanted.alias().filter(name -> !Subject.isWritable(name)).map(ErrorCode.INVALID_SUBJECT::refusal);
        return alias.or(() -> isWritable(wanted)
                        ? Optional.empty()
                        : Optional.of(ErrorCode.INVALID_SCHEMA.refusal(
                                "The config for '%s' holds a NUL or half of a surrogate pair in a name, metadata or rules"
                                        .formatted(scope.asSubject().qualified()))))
                .or(() -> wanted.defaultRuleSet().flatMap(RuleSetCheck::refusal))
                .or(() -> wanted.overrideRuleSet().flatMap(RuleSetCheck::refusal));
    }

    private static boolean isWritable(ConfigSettings wanted) {
        return Stream.of(wanted.aliasForDeks(), wanted.compatibilityPolicy(), wanted.compatibilityGroup())
                        .flatMap(Optional::stream)
                        .allMatch(UnicodeText::isWellFormed)
                && Stream.of(wanted.defaultMetadata(), wanted.overrideMetadata())
                        .flatMap(Optional::stream)
                        .allMatch(UnwritableText::isAbsentFrom)
                && Stream.of(wanted.defaultRuleSet(), wanted.overrideRuleSet())
                        .flatMap(Optional::stream)
                        .allMatch(UnwritableText::isAbsentFrom);
    }
}
