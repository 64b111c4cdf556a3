package dev.signet.schema.format;

import dev.signet.schema.ErrorCode;
import dev.signet.schema.format.SchemaBounds.Excess;
import java.util.Optional;

/** What came of reading a schema text. */
public sealed interface ParseResult {
    /** The text is a schema. */
    record Parsed(ParsedSchema schema) implements ParseResult {}

    /**
     * The text is not a schema, or one that is not taken.
     *
     * @param reason names the place and is fit to be shown
     * @param excess what there is too much of, if that is the reason
     */
    record Invalid(String reason, Optional<Excess> excess) implements ParseResult {
        /** A text that is no schema. */
        public Invalid(String reason) {
            this(reason, Optional.empty());
        }

        /** A schema that is too much of something. */
        public Invalid(Excess excess) {
            this(excess.sentence(), Optional.of(excess));
        }

        /** How a registry answers. */
        public ErrorCode code() {
            return excess.filter(much -> much.bound() == Bound.TEXT).isPresent()
                    ? ErrorCode.SCHEMA_TOO_LARGE
                    : ErrorCode.INVALID_SCHEMA;
        }
    }
}
