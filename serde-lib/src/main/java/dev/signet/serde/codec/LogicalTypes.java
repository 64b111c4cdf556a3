package dev.signet.serde.codec;

/** How generic data represents logical types. */
public enum LogicalTypes {
    /** As the type underneath: a date is an int. */
    UNDERLYING,
    /** As Java's own types: a date is a {@link java.time.LocalDate}. */
    CONVERTED
}
