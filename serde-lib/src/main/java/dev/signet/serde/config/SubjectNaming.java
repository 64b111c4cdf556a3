package dev.signet.serde.config;

import java.util.Map;
import java.util.Optional;

/** How the subject of a record's schema is named. */
public enum SubjectNaming {
    /** {@code topic-key} or {@code topic-value}. */
    TOPIC,
    /** The full name of the record type. */
    RECORD,
    /** {@code topic-} and the full name of the record type. */
    TOPIC_RECORD;

    private static final Map<String, SubjectNaming> CLASS_NAMES = Map.of(
            "TopicNameStrategy", TOPIC,
            "RecordNameStrategy", RECORD,
            "TopicRecordNameStrategy", TOPIC_RECORD,
            // Falls back to the topic where a topic has no associated subject; associations come with the registry's.
            "AssociatedNameStrategy", TOPIC);

    /**
     * The strategy of a class name of the usual serializers, with or without its package; the class is not loaded.
     * Empty if the name is not one of them.
     */
    public static Optional<SubjectNaming> named(String className) {
        return Optional.ofNullable(CLASS_NAMES.get(className.substring(className.lastIndexOf('.') + 1)));
    }

    /** Whether the subject depends on the name of the record type. */
    public boolean needsRecordName() {
        return this != TOPIC;
    }

    /**
     * The subject's name.
     *
     * @param recordName the full name of the record type; not looked at unless {@link #needsRecordName()}
     */
    public String subject(String topic, String recordName, Side side) {
        return switch (this) {
            case TOPIC -> topic + "-" + side.word();
            case RECORD -> recordName;
            case TOPIC_RECORD -> topic + "-" + recordName;
        };
    }
}
