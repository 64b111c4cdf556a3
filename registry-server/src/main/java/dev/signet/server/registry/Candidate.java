package dev.signet.server.registry;

import dev.signet.schema.CanonicalSchema;
import dev.signet.schema.Context;
import dev.signet.schema.SchemaText;
import dev.signet.schema.format.ParseResult;
import dev.signet.schema.format.ParsedSchema;
import dev.signet.schema.registration.SubmittedSchema;
import java.util.Optional;

/**
 * A submitted schema that was understood.
 *
 * @param inputs what it was read from
 * @param submitted what it was read as
 */
record Candidate(CandidateInputs inputs, SubmittedSchema submitted) {
    /** What would be stored, and its identity. */
    CanonicalSchema canonical() {
        return submitted.canonical();
    }

    ParsedSchema parsed() {
        return submitted.parsed();
    }

    /** Why it may not be registered as new although it can be read. */
    Optional<ParseResult.Invalid> objection() {
        return submitted.objection();
    }

    SchemaText schema() {
        return canonical().content();
    }

    ContentName nameIn(Context context) {
        return new ContentName(context, canonical().guid());
    }

    /** About how much memory it holds, in characters of schema text. */
    long weight() {
        return (long) inputs.schema().text().length() + schema().text().length() + 512L;
    }
}
