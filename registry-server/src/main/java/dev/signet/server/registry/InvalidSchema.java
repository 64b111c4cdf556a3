package dev.signet.server.registry;

import dev.signet.schema.Answer;
import dev.signet.schema.Refusal;
import dev.signet.schema.SchemaText;
import dev.signet.schema.Subject;
import dev.signet.schema.format.ParseResult;

/** Words the refusal of a schema that cannot be read, in the shape that clients know. */
final class InvalidSchema {
    /** A text may be a megabyte; a message need not be. */
    private static final int ECHO = 2_048;

    private InvalidSchema() {}

    static Refusal refusal(Subject subject, SchemaText schema, String reason) {
        return refusal(subject, schema, new ParseResult.Invalid(reason));
    }

    static Refusal refusal(Subject subject, SchemaText schema, ParseResult.Invalid invalid) {
        return invalid.code()
                .refusal(("Invalid schema of type %s, details: Invalid schema "
                                + "{subject=%s,schemaType=%s,schema=%s} with refs %s of type %s, details: %s")
                        .formatted(
                                schema.type(),
                                subject.qualified(),
                                schema.type(),
                                shortened(schema.text()),
                                shortened(schema.references().toString()),
                                schema.type(),
                                shortened(invalid.reason())));
    }

    static <T> Answer<T> refused(Subject subject, SchemaText schema, String reason) {
        return refusal(subject, schema, reason).answer();
    }

    private static String shortened(String text) {
        if (text.length() <= ECHO) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(ECHO - 1)) ? ECHO - 1 : ECHO;
        return text.substring(0, end) + "... (" + text.length() + " characters)";
    }
}
