package dev.signet.schema.format;

/** What came of reading a schema text. */
public sealed interface ParseResult {
    /** The text is a schema. */
    record Parsed(ParsedSchema schema) implements ParseResult {}

    /** The text is not a schema; the reason names the place and is fit to be shown. */
    record Invalid(String reason) implements ParseResult {}
}
