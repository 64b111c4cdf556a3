package dev.signet.server.registry;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaText;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import java.util.Optional;

/**
 * A submitted schema that was understood.
 *
 * @param inputs what it was read from
 * @param canonical what would be stored, and its identity
 * @param parsed the schema itself
 * @param objection why it may not be registered as new although it can be read
 */
record Candidate(
        CandidateInputs inputs,
        CanonicalSchema canonical,
        ParsedSchema parsed,
        Optional<ParseResult.Invalid> objection) {
    SchemaText schema() {
        return canonical.content();
    }

    ContentName nameIn(Context context) {
        return new ContentName(context, canonical.guid());
    }

    /** About how much memory it holds, in characters of schema text. */
    long weight() {
        return (long) inputs.schema().text().length() + schema().text().length() + 512L;
    }
}
