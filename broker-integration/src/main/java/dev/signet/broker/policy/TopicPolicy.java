package dev.signet.broker.policy;

import dev.signet.schema.Context;
import java.util.Optional;

/**
 * What is asked of the records of one topic.
 *
 * @param topic name of the topic
 * @param key what is asked of keys
 * @param value what is asked of values
 * @param mode what follows from a bad record
 * @param handling what follows from what is not plainly good or bad
 */
public record TopicPolicy(String topic, SidePolicy key, SidePolicy value, ValidationMode mode, Handling handling) {

    /**
     * The policy of a topic that nobody has configured: values {@code AUTO}, and {@code OFF} for internal topics; the
     * associated subject, else the topic's.
     */
    public static TopicPolicy standard(String topic) {
        Validation values = isInternal(topic) ? Validation.OFF : Validation.AUTO;
        return new TopicPolicy(
                topic,
                side(topic, Side.KEY, Validation.OFF),
                side(topic, Side.VALUE, values),
                ValidationMode.ENFORCE,
                Handling.STANDARD);
    }

    private static SidePolicy side(String topic, Side side, Validation validation) {
        SubjectRule rule = new SubjectRule(
                Context.DEFAULT, topic, side, SubjectNaming.ASSOCIATED, Optional.of(SubjectNaming.TOPIC));
        return new SidePolicy(validation, rule, true);
    }

    /** Whether the topic is one that Kafka and its companions keep for themselves. */
    static boolean isInternal(String topic) {
        return topic.startsWith("__");
    }

    /** Whether nothing of the topic is ever looked at. */
    public boolean isOff() {
        return key.isOff() && value.isOff();
    }
}
