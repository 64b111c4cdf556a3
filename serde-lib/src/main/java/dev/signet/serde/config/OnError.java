package dev.signet.serde.config;

/** What happens to a record that cannot be read. A registry that does not answer is never such a record. */
public enum OnError {
    /** The deserializer throws, and the consumer does not get past the record. */
    FAIL,
    /** The deserializer returns a value that stands for the record; whoever consumes passes over it. */
    SKIP,
    /** As {@link #SKIP}, and the record is written to a dead-letter topic before its offset is committed. */
    DEAD_LETTER
}
