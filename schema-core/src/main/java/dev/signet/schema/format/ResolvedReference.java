package dev.signet.schema.format;

import dev.signet.schema.SchemaReference;

/**
 * A schema that another one refers to, with its text.
 *
 * @param reference where it was found
 * @param text its canonical text, which may itself name types of earlier dependencies
 */
public record ResolvedReference(SchemaReference reference, String text) {}
