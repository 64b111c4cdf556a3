package dev.signet.server.registry;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.Refusal;
import dev.signet.schema.Rule;
import dev.signet.schema.RuleSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a rule set. */
final class RuleSetCheck {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_-]{0,255}");
    private static final Set<String> KINDS = Set.of("TRANSFORM", "CONDITION");
    private static final Set<String> MIGRATION_MODES = Set.of("UPGRADE", "DOWNGRADE", "UPDOWN");
    private static final Set<String> DATA_MODES = Set.of("WRITE", "READ", "WRITEREAD");
    private static final Set<String> TWO_WAYS = Set.of("WRITEREAD", "UPDOWN");

    private RuleSetCheck() {}

    static Optional<Refusal> refusal(RuleSet rules) {
        Set<String> names = new HashSet<>();
        return fault(rules.migrationRules(), MIGRATION_MODES, names)
                .or(() -> fault(rules.domainRules(), DATA_MODES, names))
                .or(() -> fault(rules.encodingRules(), DATA_MODES, names))
                .map(ErrorCode.INVALID_RULE_SET::refusal);
    }

    private static Optional<String> fault(List<Rule> rules, Set<String> modes, Set<String> names) {
        for (Rule rule : rules) {
            Optional<String> fault = fault(rule, modes);
            if (fault.isPresent()) {
                return fault;
            }
            if (!names.add(rule.name())) {
                return Optional.of("Found rule with duplicate name '" + rule.name() + "'");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(Rule rule, Set<String> modes) {
        if (!NAME.matcher(rule.name()).matches()) {
            return Optional.of("A rule's name starts with a letter or '_', goes on with letters, digits, '_' or '-', "
                    + "and has at most 256 characters, got '" + rule.name() + "'");
        }
        if (rule.type() == null || rule.type().isEmpty()) {
            return Optional.of("The rule '" + rule.name() + "' has no type");
        }
        if (isUnknown(rule.kind(), KINDS)) {
            return Optional.of("The rule '%s' has the kind '%s', not one of %s"
                    .formatted(rule.name(), rule.kind(), sorted(KINDS)));
        }
        if (isUnknown(rule.mode(), modes)) {
            return Optional.of("The rule '%s' has the mode '%s', not one of %s"
                    .formatted(rule.name(), rule.mode(), sorted(modes)));
        }
        boolean twoWays = rule.mode() == null || TWO_WAYS.contains(upper(rule.mode()));
        if (!twoWays && (isPair(rule.onSuccess()) || isPair(rule.onFailure()))) {
            return Optional.of(
                    "The rule '%s' runs one way only and takes one action, not a pair".formatted(rule.name()));
        }
        return Optional.empty();
    }

    private static boolean isUnknown(@Nullable String name, Set<String> known) {
        return name != null && !known.contains(upper(name));
    }

    private static boolean isPair(@Nullable String action) {
        return action != null && action.indexOf(',') >= 0;
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
