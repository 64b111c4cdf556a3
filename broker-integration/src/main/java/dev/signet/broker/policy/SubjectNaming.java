package dev.signet.broker.policy;

/** Which subject the schema of a record has to belong to; the serializers' strategies of the same names. */
public enum SubjectNaming {
    /** {@code <topic>-key} or {@code <topic>-value}. */
    TOPIC,
    /** The full name of the record's schema. */
    RECORD,
    /** {@code <topic>-<full name of the record's schema>}. */
    TOPIC_RECORD,
    /** The subject that the registry associates with the topic; where there is none, as the fallback says. */
    ASSOCIATED
}
