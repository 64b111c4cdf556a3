package dev.signet.schema.format;

import dev.signet.schema.ErrorCode;

/** What came of reading a schema text. */
public sealed interface ParseResult {
    /** The text is a schema. */
    record Parsed(ParsedSchema schema) implements ParseResult {}

    /**
     * The text is not a schema, or one that is not taken.
     *
     * @param code how a registry answers
     * @param reason names the place and is fit to be shown
     */
    record Invalid(ErrorCode code, String reason) implements ParseResult {
        public Invalid(String reason) {
            this(ErrorCode.INVALID_SCHEMA, reason);
        }
    }
}
