package dev.signet.bench.serde.sample;

/** What a program holds its records in. */
public enum Kind {
    /** Avro's generic records, with text as {@code String} when written and as {@code Utf8} when read. */
    GENERIC,
    /** Objects of classes that Avro's Maven plugin generated, with text as {@code String}. */
    SPECIFIC
}
