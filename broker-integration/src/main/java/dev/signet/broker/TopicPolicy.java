package dev.signet.broker;

import dev.signet.schema.Subject;

/**
 * What is asked of the records of one topic.
 *
 * @param topic name of the topic
 * @param values how record values are checked
 * @param valueSubject the subject that the values' schemas must belong to
 */
public record TopicPolicy(String topic, ValueValidation values, Subject valueSubject) {

    /** How the values of a topic are checked. */
    public enum ValueValidation {
        /** Never looked at. */
        OFF,
        /** In full from the moment that the value subject exists, and not before. */
        AUTO
    }

    /** The policy of a topic that nobody has configured: {@code AUTO}, and {@code OFF} for internal topics. */
    public static TopicPolicy standard(String topic) {
        ValueValidation values = topic.startsWith("__") ? ValueValidation.OFF : ValueValidation.AUTO;
        return new TopicPolicy(topic, values, Subject.of(topic + "-value"));
    }
}
