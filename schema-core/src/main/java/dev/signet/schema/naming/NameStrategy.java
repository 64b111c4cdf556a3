package dev.signet.schema.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways in which the usual serializers name the subject of a record's schema. */
public enum NameStrategy {
    /** {@code <topic>-key} or {@code <topic>-value}. */
    TOPIC("TopicNameStrategy"),
    /** The full name of the record type. */
    RECORD("RecordNameStrategy"),
    /** {@code <topic>-} and the full name of the record type. */
    TOPIC_RECORD("TopicRecordNameStrategy"),
    /** The subject that the registry associates with the topic. */
    ASSOCIATED("AssociatedNameStrategy");

    private final String className;

    NameStrategy(String className) {
        this.className = className;
    }

    /** Simple name of the class that configurations name it by. */
    public String className() {
        return className;
    }

    /** The simple names of all classes, in the order of the constants. */
    public static List<String> classNames() {
        return Arrays.stream(values()).map(NameStrategy::className).toList();
    }

    /** The strategy that a configuration means by a class name; empty if it is none of the well-known ones. */
    public static Optional<NameStrategy> ofClass(String name) {
        return WellKnownClasses.meaning(
                name,
                simple -> Arrays.stream(values())
                        .filter(strategy -> strategy.className.equals(simple))
                        .findFirst());
    }
}
