package dev.signet.broker.policy;

import dev.signet.schema.naming.NameStrategy;

/** Which subject the schema of a record has to belong to; the serializers' strategies of the same names. */
public enum SubjectNaming {
    /** {@code <topic>-key} or {@code <topic>-value}. */
    TOPIC,
    /** The full name of the record's schema. */
    RECORD,
    /** {@code <topic>-<full name of the record's schema>}. */
    TOPIC_RECORD,
    /** The subject that the registry associates with the topic; where there is none, as the fallback says. */
    ASSOCIATED;

    /** The same as it is named by the serializers' configurations. */
    static SubjectNaming of(NameStrategy strategy) {
        return switch (strategy) {
            case TOPIC -> TOPIC;
            case RECORD -> RECORD;
            case TOPIC_RECORD -> TOPIC_RECORD;
            case ASSOCIATED -> ASSOCIATED;
        };
    }
}
