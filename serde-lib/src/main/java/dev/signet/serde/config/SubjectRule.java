package dev.signet.serde.config;

import org.apache.avro.Schema;

/** A rule that gives the name of a subject from topic and record type alone. */
public enum SubjectRule {
    /** {@code topic-key} or {@code topic-value}. */
    TOPIC,
    /** The full name of the record type. */
    RECORD,
    /** {@code topic-} and the full name of the record type. */
    TOPIC_RECORD;

    /**
     * The subject's name.
     *
     * @throws IllegalArgumentException if it needs the name of a record type, and the schema is of no record
     */
    public String subject(String topic, Side side, Schema schema) {
        return switch (this) {
            case TOPIC -> topic + "-" + side.word();
            case RECORD -> recordName(schema);
            case TOPIC_RECORD -> topic + "-" + recordName(schema);
        };
    }

    private static String recordName(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "the subject is named after the record type, but the datum is no record");
        }
        return schema.getFullName();
    }
}
