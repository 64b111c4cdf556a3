package dev.signet.broker.policy;

import dev.signet.broker.policy.PolicyKeys.SideKeys;
import dev.signet.schema.Context;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings of a topic come to, with what holds broker-wide.
 *
 * @param policy what is asked of its records
 * @param refusals what is done with refused ones
 */
public record PolicySettings(TopicPolicy policy, Refusals refusals) {

    /** A topic config of Kafka's own, from 4.4 on, that is kept to before Kafka does. */
    public static final String MOST_RECORD_BYTES = "max.decompressed.message.bytes";

    /**
     * Reads the settings of a topic. Its own name for a thing wins over the other vendor's name for it, both over what
     * is set broker-wide (by either name, in the same order), and that over what is built in. Whether records are
     * checked at all is not taken from what is set broker-wide for topics that begin with {@code __}.
     *
     * @param topic name of the topic
     * @param settings what is set on the topic; settings of other purposes are passed over
     * @param defaults what holds broker-wide
     * @throws IllegalArgumentException if a value cannot be; names the key, the value and what is expected
     */
    public static PolicySettings of(String topic, Map<String, String> settings, PolicyDefaults defaults) {
        return new Reading(topic, settings, defaults.settings()).result();
    }

    /** The settings of one topic, layer by layer. */
    private record Reading(String topic, Map<String, String> own, Map<String, String> brokerWide) {

        PolicySettings result() {
            TopicPolicy builtIn = TopicPolicy.standard(topic);
            TopicPolicy policy = new TopicPolicy(
                    topic,
                    side(PolicyKeys.KEY, builtIn.key()),
                    side(PolicyKeys.VALUE, builtIn.value()),
                    value(PolicyKeys.MODE).orElse(builtIn.mode()),
                    handling(builtIn.handling()));
            Refusals refusals = new Refusals(value(PolicyKeys.RECORD_BYTES).orElse(false));
            return new PolicySettings(policy, refusals);
        }

        private SidePolicy side(SideKeys keys, SidePolicy builtIn) {
            SubjectRule rule = builtIn.rule();
            Context context = value(PolicyKeys.CONTEXT).orElse(rule.context());
            SubjectNaming naming = value(keys.naming(), keys.otherNaming()).orElse(rule.naming());
            Optional<SubjectNaming> fallback = naming == SubjectNaming.ASSOCIATED
                    ? value(PolicyKeys.FALLBACK).orElse(rule.fallback())
                    : Optional.empty();
            return new SidePolicy(
                    validation(keys).orElse(builtIn.validation()),
                    new SubjectRule(context, topic, rule.side(), naming, fallback),
                    value(keys.nulls()).orElse(builtIn.nullsAccepted()));
        }

        private Optional<Validation> validation(SideKeys keys) {
            return TopicPolicy.isInternal(topic)
                    ? in(own, keys.validation(), keys.otherValidation())
                    : value(keys.validation(), keys.otherValidation());
        }

        private Handling handling(Handling builtIn) {
            return new Handling(
                    value(PolicyKeys.STRICT).orElse(builtIn.strict()),
                    value(PolicyKeys.DELETED).orElse(builtIn.deleted()),
                    value(PolicyKeys.UNRESOLVED).orElse(builtIn.unresolved()),
                    value(PolicyKeys.PATIENCE).orElse(builtIn.patience()),
                    Optional.ofNullable(own.get(MOST_RECORD_BYTES))
                            .map(Integer::valueOf)
                            .orElse(builtIn.mostRecordBytes()));
        }

        private <T> Optional<T> value(PolicyKey<T> key) {
            return key.in(own).or(() -> key.in(brokerWide));
        }

        private <T> Optional<T> value(PolicyKey<T> key, PolicyKey<T> alias) {
            return in(own, key, alias).or(() -> in(brokerWide, key, alias));
        }

        private static <T> Optional<T> in(Map<String, String> layer, PolicyKey<T> key, PolicyKey<T> alias) {
            return key.in(layer).or(() -> alias.in(layer));
        }
    }
}
