package dev.signet.schema.avro.plan;

/** What is asked of bytes that Avro for Java reads although the specification does not allow them. */
public enum Strictness {
    /** Booleans are 0 or 1, strings are well-formed UTF-8: what every language's reader understands. */
    STRICT,
    /** Any boolean byte and any string bytes pass. */
    LENIENT
}
