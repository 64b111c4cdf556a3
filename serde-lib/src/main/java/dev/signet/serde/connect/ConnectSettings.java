package dev.signet.serde.connect;

/**
 * How Connect's schemas and data become Avro's.
 *
 * @param metadata whether Avro schemas carry what only Connect understands ({@code connect.*})
 * @param typeDocDefault whether documentation and defaults stand at types beside standing at fields
 * @param nullables what an absent value with a default is written as, where null is allowed
 * @param mapKeys which maps are Avro's; others are arrays of entries
 * @param enums whether Avro's enums survive a way through Connect
 * @param names whether names that Avro refuses are rewritten
 * @param cacheSize how many schemas of each kind are remembered
 */
public record ConnectSettings(
        Metadata metadata,
        TypeDocDefault typeDocDefault,
        Nullables nullables,
        MapKeys mapKeys,
        Enums enums,
        Names names,
        int cacheSize) {
    /** What the usual converter does by default. */
    public static final ConnectSettings DEFAULT = new ConnectSettings(
            Metadata.WRITTEN,
            TypeDocDefault.WRITTEN,
            Nullables.DEFAULT,
            MapKeys.REQUIRED_TEXT,
            Enums.STRINGS,
            Names.AS_GIVEN,
            1_000);

    /** {@code connect.meta.data}. */
    public enum Metadata {
        WRITTEN,
        LEFT_OUT
    }

    /** {@code discard.type.doc.default}. */
    public enum TypeDocDefault {
        WRITTEN,
        LEFT_OUT
    }

    /** {@code ignore.default.for.nullables}. */
    public enum Nullables {
        DEFAULT,
        NULL
    }

    /** {@code allow.optional.map.keys}. */
    public enum MapKeys {
        REQUIRED_TEXT,
        ANY_TEXT
    }

    /** {@code enhanced.avro.schema.support}. */
    public enum Enums {
        STRINGS,
        KEPT
    }

    /** {@code scrub.invalid.names}. */
    public enum Names {
        AS_GIVEN,
        SCRUBBED
    }
}
