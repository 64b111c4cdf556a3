package dev.signet.broker.policy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is in force, in the words of the settings that say it, wherever it was set. */
public final class SettingsInForce {

    private SettingsInForce() {}

    /** The settings that a topic's policy comes to, by the names of topic configs. */
    public static SortedMap<String, String> of(TopicPolicy policy) {
        SortedMap<String, String> settings = new TreeMap<>();
        side(PolicyKeys.KEY, policy.key(), settings);
        side(PolicyKeys.VALUE, policy.value(), settings);
        SubjectRule rule = policy.value().rule();
        settings.put(
                PolicyKeys.FALLBACK.name(),
                rule.fallback().map(PolicyKeys::word).orElse("none"));
        settings.put(PolicyKeys.CONTEXT.name(), rule.context().name());
        settings.put(PolicyKeys.MODE.name(), PolicyKeys.word(policy.mode()));
        Handling handling = policy.handling();
        settings.put(PolicyKeys.STRICT.name(), Boolean.toString(handling.strict()));
        settings.put(PolicyKeys.DELETED.name(), PolicyKeys.word(handling.deleted()));
        settings.put(PolicyKeys.UNRESOLVED.name(), PolicyKeys.word(handling.unresolved()));
        settings.put(
                PolicyKeys.PATIENCE.name(), Long.toString(handling.patience().toMillis()));
        return settings;
    }

    private static void side(PolicyKeys.SideKeys keys, SidePolicy side, Map<String, String> settings) {
        settings.put(keys.validation().name(), PolicyKeys.word(side.validation()));
        if (!side.isOff()) {
            settings.put(keys.naming().name(), PolicyKeys.word(side.rule().naming()));
            settings.put(keys.nulls().name(), side.nullsAccepted() ? "accept" : "reject");
        }
    }

    /** What is set broker-wide, by the names of topic configs. */
    public static SortedMap<String, String> of(PolicyDefaults defaults) {
        return new TreeMap<>(defaults.settings());
    }
}
