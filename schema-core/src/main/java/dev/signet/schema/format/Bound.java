package dev.signet.schema.format;

/** What a schema, or a comparison of two, may not have too much of, whoever sends it. */
public enum Bound {
    /** UTF-8 bytes of the text. */
    TEXT("text", "bytes of text", 1 << 20, 16 << 20),
    /** Levels of types within types, along the first way to each type, references followed. */
    DEPTH("depth", "levels of types within types", 256, 1_000),
    /** Named types of the schema and of all that it refers to. */
    TYPES("types", "named types", 2_000, 10_000),
    /** Fields of one record. */
    FIELDS("fields", "fields in one record", 10_000, 100_000),
    /** Symbols of one enum. */
    SYMBOLS("symbols", "symbols in one enum", 10_000, 100_000),
    /** Branches of one union. */
    BRANCHES("branches", "branches in one union", 500, 5_000),
    /** Characters of a full name, a field's name, a symbol or an alias. */
    NAME("name", "characters in one name", 1_024, 65_536),
    /** Pairs of types that one comparison of two schemas may look at, whoever brought them. */
    PAIRS("pairs", "pairs of types in one comparison", 1_000_000, 2_000_000);

    private final String key;
    private final String unit;
    private final int standard;
    private final int ceiling;

    Bound(String key, String unit, int standard, int ceiling) {
        this.key = key;
        this.unit = unit;
        this.standard = standard;
        this.ceiling = ceiling;
    }

    /** The setting that moves it. */
    public String setting() {
        return "signet.schema.max." + key;
    }

    /** What is counted, in the plural. */
    public String unit() {
        return unit;
    }

    /** The limit of new schemas, and of comparisons, where nothing is set. */
    public int standard() {
        return standard;
    }

    /** The highest limit that can be set, and the one of schemas, not of comparisons, that are stored already. */
    public int ceiling() {
        return ceiling;
    }
}
