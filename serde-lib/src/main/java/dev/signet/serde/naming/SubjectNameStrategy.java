package dev.signet.serde.naming;

import java.util.Map;
import org.apache.avro.Schema;

/**
 * A way to name subjects that an application brings along: a public class with a constructor without parameters, named
 * by {@code key.subject.name.strategy} or {@code value.subject.name.strategy}. It is asked once for each topic and schema
 * object, perhaps by several threads at a time.
 */
public interface SubjectNameStrategy {
    /** The serializer's configuration, once, before the first question. */
    default void configure(Map<String, ?> configs, boolean isKey) {}

    /**
     * The subject that a record's schema belongs to, with a context's prefix ({@code :.ctx:}) or without.
     *
     * @param topic the topic of the record
     * @param isKey whether the schema is of the record's key
     * @param schema the schema of the datum
     */
    String subjectName(String topic, boolean isKey, Schema schema);
}
