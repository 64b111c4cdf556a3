package dev.signet.schema.format;

import dev.signet.schema.SchemaReference;
import java.util.Optional;

/**
 * A schema that another one refers to, with its text.
 *
 * @param reference where it was found
 * @param text its canonical text, which may itself name types of earlier dependencies
 * @param parsed the same schema parsed, where it is at hand: it need not be parsed again if the names in it mean the
 *     same here as where it was parsed
 */
public record ResolvedReference(SchemaReference reference, String text, Optional<ParsedSchema> parsed) {
    /** One that is at hand as text only. */
    public ResolvedReference(SchemaReference reference, String text) {
        this(reference, text, Optional.empty());
    }
}
